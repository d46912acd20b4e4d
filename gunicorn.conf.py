"""How gunicorn serves the portal: by BIND, WEB_WORKERS and WEB_THREADS of the environment, in the portal's own log.

The settings are read here too, so that wrong ones stop the start once, before any worker.
"""

import logging

from sto_portal import settings
from sto_portal.environment import env, read_like, read_number
from sto_portal.logs import make_logging
from sto_portal.startcontrole import check_bind

wsgi_app = "sto_portal.wsgi:application"
bind = read_like("BIND", r"\S+:\d+|unix:\S+", "127.0.0.1:8000", "0.0.0.0:8000")
check_bind(bind, loopback_only=settings.LOOPBACK_ONLY, proxies=settings.TRUSTED_PROXIES)
workers = read_number("WEB_WORKERS", env.int, 2)
threads = read_number("WEB_THREADS", env.int, 4)
worker_class = "gthread"
graceful_timeout = 30
control_socket_disable = True
logconfig_dict = make_logging()
logging.captureWarnings(True)  # or Python writes them past the log
