#!/usr/bin/env bash
# Make the secrets of docker-compose.yml in secrets/, each once: a key, and for the owner of the database and for the portal
# that runs on it a password of PostgreSQL, each with the address that holds it.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p secrets
chmod 700 secrets

random() {
    python3 -c 'import secrets; print(secrets.token_urlsafe(48), end="")'
}

keep() { # NAME VALUE: readable for the user in the container, who has another number than the one here
    [ -e "secrets/$1" ] || { printf '%s' "$2" >"secrets/$1" && chmod 444 "secrets/$1"; }
}

keep secret_key "$(random)"
keep postgres_password "$(random)"
keep database_url "postgres://sto:$(cat secrets/postgres_password)@postgres/sto"
keep app_database_url "postgres://sto_app:$(random)@postgres/sto"
echo "De geheimen staan in secrets/. Bewaar een kopie op een veilige plaats."
