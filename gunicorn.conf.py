"""How gunicorn serves the portal: the same for `make demo`, `make serve` and docker-compose.yml."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
control_socket_disable = True
