from django.apps import AppConfig


class ProefConfig(AppConfig):
    name = "tests.werk.proef"
    label = "proef"
