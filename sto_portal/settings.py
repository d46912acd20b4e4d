"""One file of settings, read from the environment.

An unset variable gives the embedded default (SQLite, worker loop, local files, mail to the console); an
environment value that is not understood stops the start and names the variable.
"""

from sto_portal.backends import read_cache, read_storage
from sto_portal.database import read_database
from sto_portal.environment import BASE_DIR, env, read, read_bool, read_folder, read_like, read_number
from sto_portal.limits import read_allauth_limits, read_link_limits, read_login_limits, read_proxies
from sto_portal.logs import make_logging
from sto_portal.startcontrole import check_settings

DEBUG = read_bool("DEBUG", False)
DEVELOPMENT_KEY = "alleen-voor-een-demo-op-deze-machine-en-nergens-anders"
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK_HOSTS)
LOOPBACK_ONLY = set(ALLOWED_HOSTS) <= set(LOOPBACK_HOSTS)
SITE_URL = read_like("SITE_URL", r"https?://[^\s/]+", "http://127.0.0.1:8000", "https://portaal.example.nl")

INSTALLED_APPS = [
    "sto_portal.gezondheid",
    "sto_portal.demo",
    "monitoring",
    "assessment",
    "applications",
    "regions",
    "sto_portal.accounts",
    "sto_portal.outbox",
    "sto_portal.beschikbaarheid",
    "sto_portal.reservekopie",
    "sto_portal.sjablonen",
    "sto_portal.bestanden",
    "sto_portal.sporen",
    "sto_portal.werk",
    "sto_portal.vormgeving",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_prose_editor",
    "django_htmx",
]

MIDDLEWARE = [
    "sto_portal.verzoek.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sto_portal.accounts.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sto_portal.accounts.middleware.LoginRequiredMiddleware",
    "sto_portal.bestanden.middleware.RefusedFiles",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sto_portal.gezondheid.migraties.MissingMigrations",
]

ROOT_URLCONF = "sto_portal.urls"
WSGI_APPLICATION = "sto_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR("templates")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sto_portal.views.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"
CRISPY_ALLOWED_TEMPLATE_PACKS = "nlds"
CRISPY_TEMPLATE_PACK = "nlds"

DATABASES = {"default": read_database("DATABASE_URL", f"sqlite:///{BASE_DIR('db.sqlite3')}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": read_cache("CACHE_URL", "locmemcache://?max_entries=10000")}
EMAIL_CONFIG = read("EMAIL_URL", env.email_url, "consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="STO-portaal <sto-portaal@example.nl>")
MAIL_RETRY_SECONDS = read_number("MAIL_RETRY_SECONDS", env.int, 15 * 60)
MAIL_RETRY_HOURS = read_number("MAIL_RETRY_HOURS", env.int, 48)

FILES, MEDIA_ROOT = read_storage("STORAGE_URL", f"file://{BASE_DIR('media')}")
APP_DATABASE_URL = env.str("APP_DATABASE_URL", default="")
ANCHOR_FOLDER = read_folder("ANCHOR_URL")
STORAGES = {
    "default": FILES,
    "staticfiles": {"BACKEND": "sto_portal.vormgeving.statisch.RememberedStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=BASE_DIR("staticfiles"))
STATICFILES_DIRS = [BASE_DIR("static")]
WHITENOISE_MANIFEST_STRICT = True
FIXTURES_ROOT = BASE_DIR("fixtures")
STORAGE_FREE_BYTES = read_number("STORAGE_FREE_BYTES", env.int, 2**30)
CLAMAV_URL = read_like("CLAMAV_URL", r"(tcp://[^\s/:]+:\d+|unix:///\S+)?", "", "tcp://clamav:3310")
UPLOAD_MAX_BYTES = read_number("UPLOAD_MAX_BYTES", env.int, 20 * 2**20)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "sto_portal.bestanden.uploadhandler.BoundedUploadHandler",
]
UPLOADS_PER_PLAN_BYTES = read_number("UPLOADS_PER_PLAN_BYTES", env.int, 2 * 2**30)
UPLOADS_PER_PERSON_BYTES = read_number("UPLOADS_PER_PERSON_BYTES", env.int, 4 * 2**30)
PARTNERTABEL_MAX_BYTES = read_number("PARTNERTABEL_MAX_BYTES", env.int, 2**20)
PARTNERTABEL_MAX_ROWS = read_number("PARTNERTABEL_MAX_ROWS", env.int, 500)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["regions.permissions.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "sto_portal.accounts.wachtwoordregels.LengthRule", "OPTIONS": {"min_length": 12}},
    {"NAME": "sto_portal.accounts.wachtwoordregels.NumberRule"},
    {"NAME": "sto_portal.accounts.wachtwoordregels.SimilarRule"},
    {"NAME": "sto_portal.accounts.wachtwoordregels.CommonRule"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "login": "sto_portal.accounts.signin.SignInForm",
    "reset_password": "sto_portal.accounts.signin.ForgottenForm",
    "change_password": "sto_portal.accounts.signin.ChangeForm",
    "reset_password_from_key": "sto_portal.accounts.signin.ChooseForm",
}
ACCOUNT_ADAPTER = "sto_portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS, LOGIN_LIMITS, LINK_LIMITS = read_allauth_limits(), read_login_limits(), read_link_limits()
SECOND_FACTOR = read_bool("SECOND_FACTOR", not LOOPBACK_ONLY)
SIGN_IN_SPOOR_SECONDS = read_number("SIGN_IN_SPOOR_SECONDS", env.int, 60 * 60)
MFA_ADAPTER = "sto_portal.accounts.tweestaps.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # half minutes that a telephone may be fast or slow
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is given by who invites, and is not verified apart
AKKOORD_DAYS = read_number("AKKOORD_DAYS", env.int, 14)
AANMELDLINK_DAYS = read_number("AANMELDLINK_DAYS", env.int, 14)
DEELNAMEWENSEN_PER_DAY = read_number("DEELNAMEWENSEN_PER_DAY", env.int, 200)
SESSION_ENGINE = "sto_portal.accounts.sessies"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True

HTTPS = read_bool("HTTPS", not LOOPBACK_ONLY)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^gezondheid/"]  # a load balancer asks over plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
TRUSTED_PROXIES = read_proxies("TRUSTED_PROXIES")
BEHIND_PROXY = read_bool("BEHIND_PROXY", bool(TRUSTED_PROXIES))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_FAILURE_VIEW = "sto_portal.outages.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

WERK_LEASE_SECONDS = read_number("WERK_LEASE_SECONDS", env.int, 60)
WERK_POLL_SECONDS = read_number("WERK_POLL_SECONDS", env.float, 1.0)
WERK_SWEEP_SECONDS = read_number("WERK_SWEEP_SECONDS", env.int, 5)
WERK_LONGEST_SECONDS = read_number("WERK_LONGEST_SECONDS", env.int, 30 * 60)
WERKER_SILENT_SECONDS = read_number("WERKER_SILENT_SECONDS", env.int, 60)
WERK_KEEP_DAYS = read_number("WERK_KEEP_DAYS", env.int, 90)
TERM_SECONDS = read_number("TERM_SECONDS", env.int, 60)
HERINNERING_SECONDS = read_number("HERINNERING_SECONDS", env.int, 5 * 60)

CELERY_BROKER_URL = read_like("CELERY_BROKER_URL", r"(rediss?://[^\s]+)?", "", "redis://localhost:6379/0")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 2 * WERK_LONGEST_SECONDS,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "health_check_interval": 5,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = WERK_LONGEST_SECONDS + WERK_LEASE_SECONDS
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200  # a letter leaves half a megabyte behind
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_ROUTES = {"werk.sweep": {"queue": "beheer"}}
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "werk.sweep", "schedule": WERK_SWEEP_SECONDS, "options": {"expires": 60}},
}

WERK_LATE_MINUTES = read_number("WERK_LATE_MINUTES", env.int, 15)
OUTBOX_LATE_MINUTES = read_number("OUTBOX_LATE_MINUTES", env.int, 15)
OUTBOX_ALARM_MINUTES = read_number("OUTBOX_ALARM_MINUTES", env.int, 60)
OUTBOX_ALARM_SECONDS = read_number("OUTBOX_ALARM_SECONDS", env.int, 5 * 60)

LOGGING = make_logging()
check_settings(vars())
