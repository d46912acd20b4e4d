#!/usr/bin/env bash
# Style, layers, migrations, production settings, and the tests that need neither browser nor server.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
export DATABASE_URL=sqlite:///:memory:

"$bin/ruff" check .
"$bin/ruff" format --check .
"$bin/djlint" templates --lint --quiet
"$bin/lint-imports"
"$bin/python" manage.py makemigrations --check --dry-run
env SECRET_KEY="$("$bin/python" -c 'import secrets; print(secrets.token_urlsafe(50))')" ALLOWED_HOSTS=portaal.example.nl \
    SITE_URL=https://portaal.example.nl \
    "$bin/python" manage.py check --deploy --fail-level WARNING
unset DATABASE_URL
exec "$bin/python" -m pytest --numprocesses 2 -m "not browser and not kill" --quiet
