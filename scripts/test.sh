#!/usr/bin/env bash
# Every test: first on SQLite without browser and kill tests, on another day than today, so that no test rests on today's
# year; then the whole suite on a PostgreSQL of its own, today. DAY chooses the other day: DAY=2027-01-02 make test.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

day=${DAY:-2031-03-30} # the clock goes forward

echo "SQLite, op $day"
env -u DATABASE_URL "$python" scripts/at_date.py "$day" \
    "$python" -m pytest --numprocesses 2 --dist loadgroup -m "not browser and not kill" "$@"
echo "PostgreSQL"
exec "$python" scripts/with_postgres.py "$python" -m pytest --numprocesses 2 --dist loadgroup "$@"
