"""The machine and the versions that the figures belong to."""

import os
import platform
from pathlib import Path

import django
import weasyprint
from django.db import connection

from bench.meting import dutch


def describe(busy):
    """(what, value) of the machine, in the order of the report; `busy` is its load before the run began."""
    major, minor = divmod(connection.pg_version, 10000)
    return [
        ("Processor", processor()),
        ("Kernen", str(os.cpu_count())),
        ("Ander werk op de machine (processen die rekenen)", dutch(busy, 1)),
        ("Systeem", platform.system()),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        ("PostgreSQL", f"{major}.{minor}"),
        ("WeasyPrint", weasyprint.__version__),
    ]


def processor():
    """The model name that Linux gives; elsewhere what Python knows."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
