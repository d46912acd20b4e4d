"""The Celery app: it delivers numbers of work rows and the tick of the sweeper; what is to be done stands on the rows.

`celery -A sto_portal worker` and `celery -A sto_portal beat` find it here; its settings are those named CELERY_….
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sto_portal.settings")

app = Celery("sto_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
