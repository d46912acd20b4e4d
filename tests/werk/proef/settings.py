"""The portal's settings plus the app of the kill tests, for real processes on a database of their own."""

from sto_portal import settings as portal

globals().update({name: value for name, value in vars(portal).items() if name.isupper()})

INSTALLED_APPS = [*portal.INSTALLED_APPS, "tests.werk.proef"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = portal.env.str("EMAIL_FILE_PATH")
