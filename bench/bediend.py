"""The WSGI application of the portal with the bare view beside it, for gunicorn."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
settings.ROOT_URLCONF = "bench.kaal"
