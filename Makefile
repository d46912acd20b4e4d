# All a newcomer types. Configuration comes from the environment: see docs and sto_portal/settings.py.
.DEFAULT_GOAL := help
PORT ?= 8000
export PORT

.PHONY: help setup demo run serve backup restore test check bench fix lock

help: ## Toon deze lijst
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1|\2/p' Makefile | column -t -s '|'

setup: ## Installeer alles wat het portaal nodig heeft, in .venv
	@scripts/setup.sh run

demo: setup ## Zet de demo klaar en open hem op 127.0.0.1:8000 (PORT= voor een andere poort)
	@exec .venv/bin/python scripts/serve.py demo

run: setup ## Start het portaal om aan te werken: herstart zichzelf na elke wijziging
	@exec .venv/bin/python scripts/serve.py run

serve: ## Start het portaal zoals in productie: PostgreSQL, Redis, gunicorn, Celery (WEB= en WORKERS= voor meer)
	@scripts/setup.sh serve
	@exec .venv/bin/python scripts/serve.py serve

backup: setup ## Maak een reservekopie in FILE=: database en bestanden in één bestand
	@scripts/start.sh backup "$(FILE)"

restore: setup ## Zet de reservekopie FILE= terug en controleer haar (VERVANG=1, ANDERE_SLEUTEL=1: zie docs/beheer.md)
	@scripts/start.sh restore "$(FILE)" $(if $(VERVANG),--vervang) $(if $(ANDERE_SLEUTEL),--andere-sleutel)

test: ## Voer alle tests uit, op SQLite en op PostgreSQL
	@scripts/setup.sh test
	@scripts/test.sh

check: ## Controleer stijl, lagen, migraties en instellingen, en voer de snelle tests uit
	@scripts/setup.sh test
	@scripts/check.sh

bench: ## Meet hoe snel het portaal is, op een eigen PostgreSQL; zet de cijfers in docs/metingen.md
	@scripts/setup.sh test
	@.venv/bin/python scripts/with_postgres.py .venv/bin/python -m bench

fix: ## Herstel wat ruff zelf kan herstellen
	@scripts/setup.sh test
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .
	@.venv/bin/python scripts/index_regeling.py
	@.venv/bin/python scripts/index_bijlage_b.py

lock: ## Leg de pakketten van pyproject.toml opnieuw vast (heeft uv nodig)
	@scripts/lock.sh
