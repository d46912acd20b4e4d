"""The benchmarks of the portal: `python -m bench` beside a PostgreSQL; each figure stands beside a bare one.

Importing it configures Django with files, letters and mail that stay out of the way of a running portal.
"""

from bench.omgeving import configure

configure()
