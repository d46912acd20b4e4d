#!/usr/bin/env bash
# Lock the packages of pyproject.toml with hashes: requirements/run.txt to run, requirements/test.txt to run and test.
# Needs uv. The files hold no index address, so pip installs them from whichever index it is set up with.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || true)
uv=${uv:-.venv/bin/uv}

lock() {
    "$uv" --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes --system-certs \
        --no-emit-index-url --no-header --no-annotate pyproject.toml "$@"
}

lock --output-file requirements/run.txt
lock --output-file requirements/test.txt --constraints requirements/run.txt --extra test
if grep --line-number --extended-regexp '://|^-' requirements/run.txt requirements/test.txt; then
    echo "De lijsten hierboven bevatten een adres of een optie; dat hoort er niet in." >&2
    exit 1
fi
