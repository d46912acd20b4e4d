"""The environment of a bench run: its own folder for files, no mail, no log lines between the figures."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent


def configure():
    """Set the environment for this process and those it starts, and load Django."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("De metingen hebben PostgreSQL nodig: start ze met 'make bench'.")
    folder = Path(tempfile.mkdtemp(prefix="sto-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "sto_portal.settings",
        "STORAGE_URL": f"file://{folder / 'media'}",
        "STATIC_ROOT": str(folder / "static"),
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "ERROR",
    }
    django.setup()
