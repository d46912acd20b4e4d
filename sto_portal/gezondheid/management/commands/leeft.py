import os
import socket
import sys
from http import HTTPStatus
from http.client import HTTPConnection

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from sto_portal.werk.models import Periodiek, Werker

SECONDS = 5


def web_lives():
    """Whether the web server of this machine answers at its own port, under a name that it knows."""
    port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if "*" not in name), "localhost")
    line = HTTPConnection("127.0.0.1", int(port), timeout=SECONDS)
    try:
        line.request("GET", reverse("health"), headers={"Host": host})
        return line.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        line.close()


def worker_lives():
    """Whether a worker of this machine was seen lately."""
    return Werker.objects.alive().filter(naam__startswith=f"{socket.gethostname()}:").exists()


def beat_lives():
    """Whether someone begins the periodic work in time."""
    return Periodiek.objects.exists() and not Periodiek.objects.late().exists()


PARTS = {"web": web_lives, "worker": worker_lives, "beat": beat_lives}


class Command(BaseCommand):
    help = "Eindigt met 1 als dit onderdeel van het portaal niet leeft: web, worker of beat op deze machine."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("onderdeel", choices=PARTS)

    def handle(self, *, onderdeel, **_options):
        if not PARTS[onderdeel]():
            self.stderr.write(f"Het onderdeel {onderdeel} leeft niet.")
            sys.exit(1)
