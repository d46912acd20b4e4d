#!/usr/bin/env bash
# Become one process of the portal: start.sh migrate|web|worker|beat|backup|restore. `make serve` and docker-compose.yml both start them here;
# what differs between them comes from the environment.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -d .venv ]; then PATH="$PWD/.venv/bin:$PATH"; fi
export PYTHONUNBUFFERED=1

celery_part() {
    exec celery --app sto_portal --quiet "$1" --loglevel "${LOG_LEVEL:-INFO}" "${@:2}"
}

case ${1:-} in
    migrate)
        python manage.py migrate --no-input --verbosity 0
        python manage.py load_regeling
        python manage.py geef_rechten
        ;;
    backup | restore)
        [ -n "${2:-}" ] || { echo "Geef het bestand: make $1 FILE=/map/naam.sto" >&2; exit 1; }
        if [ -n "${OWNER_DATABASE_URL:-}" ]; then # beside `make serve`: as the owner of the tables
            export APP_DATABASE_URL=$DATABASE_URL DATABASE_URL=$OWNER_DATABASE_URL
        fi
        exec python manage.py "$@"
        ;;
    web)
        exec gunicorn sto_portal.wsgi:application
        ;;
    worker)
        [ -n "${CELERY_BROKER_URL:-}${CELERY_BROKER_URL_FILE:-}" ] || exec python manage.py worker
        celery_part worker --queues celery,beheer --concurrency "${WORKER_PROCESSES:-2}" \
            --hostname "${WORKER_NAME:-worker}@%h" \
            --without-gossip --without-mingle --without-heartbeat
        ;;
    beat)
        celery_part beat --pidfile=
        ;;
    *)
        echo "gebruik: scripts/start.sh migrate|web|worker|beat|backup|restore" >&2
        exit 2
        ;;
esac
