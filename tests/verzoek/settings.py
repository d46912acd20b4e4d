"""The portal's settings with pages that fail, wait or say a secret: for gunicorn in a process of its own."""

from sto_portal import settings as portal

globals().update({name: value for name, value in vars(portal).items() if name.isupper()})

ROOT_URLCONF = "tests.verzoek.urls"
STORAGES = portal.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
