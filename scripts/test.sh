#!/usr/bin/env bash
# Every test: first on SQLite without browser and kill tests, then the whole suite on a PostgreSQL of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

echo "SQLite"
env -u DATABASE_URL "$python" -m pytest --numprocesses 2 --dist loadgroup -m "not browser and not kill" "$@"
echo "PostgreSQL"
exec "$python" scripts/with_postgres.py "$python" -m pytest --numprocesses 2 --dist loadgroup "$@"
