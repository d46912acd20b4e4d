#!/usr/bin/env bash
# Install what the portal needs: system packages, .venv and Python packages. "run": the portal alone; "serve": with its own
# PostgreSQL and Redis; "test": to test it too.
# Does nothing the second time: a stamp in .venv holds the checksum of the list that was installed.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?"gebruik: scripts/setup.sh run|serve|test"}
venv=.venv

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "Het portaal heeft Python 3.11 of nieuwer nodig; gevonden: $(python3 --version 2>&1 || echo geen python3)."
}

installed() {
    dpkg-query --show --showformat '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii'
}

missing_packages() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    for package in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
        installed "$package" || echo "$package"
    done
    [ "$kind" != run ] || return 0
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
    command -v redis-server >/dev/null || echo redis-server
    [ "$kind" = test ] || return 0
    command -v javac >/dev/null || echo default-jdk-headless
    command -v pdftotext >/dev/null || echo poppler-utils
    command -v faketime >/dev/null || echo faketime
    PATH=$PATH:/usr/sbin command -v nginx >/dev/null || echo nginx-light
    browser_present || on_ubuntu || echo chromium
}

browser_present() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        compgen -G "$HOME/.cache/ms-playwright/chromium-*" >/dev/null
}

on_ubuntu() { # its chromium is a snap, which a browser test cannot start in a container
    grep -qs '^ID=ubuntu' /etc/os-release
}

install_system_packages() {
    local missing
    missing=$(missing_packages | tr '\n' ' ')
    missing=${missing% }
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null; then
        stop "Er ontbreken systeempakketten (namen van Debian): $missing." "Installeer ze en probeer het opnieuw."
    fi
    if [ "$(id -u)" != 0 ]; then
        stop "Er ontbreken systeempakketten. Deze regel installeert ze:" \
            "sudo apt-get update && sudo apt-get install --yes --no-install-recommends $missing"
    fi
    echo "Systeempakketten installeren: $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of words
    apt-get install -qq --yes --no-install-recommends $missing >/dev/null
}

make_venv() {
    "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    echo "Een omgeving voor Python maken in $venv"
    rm -rf "$venv"
    "$python" -m venv "$venv" || stop "$python kan geen omgeving maken; installeer de module venv van deze Python."
}

install_python_packages() {
    local list=requirements/$1.txt stamp=$venv/.installed-$1 sum
    sum=$(sha256sum "$list" | cut -d ' ' -f 1)
    [ "$(cat "$stamp" 2>/dev/null)" != "$sum" ] || return 0
    echo "Pakketten van $list installeren"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes --requirement "$list"
    echo "$sum" >"$stamp"
}

python=$(find_python)
install_system_packages
make_venv
install_python_packages run
if [ "$kind" = test ]; then
    install_python_packages test
    browser_present || "$venv/bin/playwright" install --with-deps chromium
fi
