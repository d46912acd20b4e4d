import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sto_portal.settings")
os.environ.setdefault("PROCES", "web")

application = get_wsgi_application()
