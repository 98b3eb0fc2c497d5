# The portal's commands; `make` alone lists them.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
VENV := .venv/bin
MANAGE := $(VENV)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help install demo run requirements messages test test-postgresql test-faults test-browser test-next check bench

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 18

.venv/.uv:
	@echo "1/4 Environnement Python…"
	@test -x $(VENV)/python || $(PYTHON) -m venv .venv
	@$(VENV)/python -m pip install -q --disable-pip-version-check uv && touch $@

.venv/.installed: .venv/.uv requirements.txt
	@echo "2/4 Bibliothèques…"
	@$(VENV)/uv pip install -q --python $(VENV)/python -r requirements.txt && touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	@$(VENV)/uv pip install -q --python $(VENV)/python -r requirements-dev.txt && touch $@

locale/.compiled: .venv/.installed $(wildcard locale/*/LC_MESSAGES/django.po)
	@$(VENV)/pybabel -q compile -d locale -D django && touch $@

install: .venv/.installed locale/.compiled ## Create the environment and install what the portal runs on

var/.demo: .venv/.installed locale/.compiled
	@mkdir -p var
	@echo "3/4 Base de données…"
	@$(MANAGE) migrate -v 0
	@echo "4/4 Démonstration…"
	@$(MANAGE) demo
	@touch $@

demo: var/.demo ## Load the demonstration into var/portail.sqlite3

run: var/.demo ## Serve the demonstration on http://127.0.0.1:8000/ (PORT=… to change)
	@$(MANAGE) migrate -v 0
	@echo "Le portail répond sur http://127.0.0.1:$(PORT)/ (Ctrl+C pour arrêter)"
	@DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver --noreload 127.0.0.1:$(PORT)

requirements: .venv/.uv ## Compile requirements*.txt from requirements*.in
	$(VENV)/uv pip compile -q --no-header --no-annotate requirements.in -o requirements.txt
	$(VENV)/uv pip compile -q --no-header --no-annotate requirements-dev.in -o requirements-dev.txt

messages: .venv/.installed-dev ## Collect the sentences to translate (needs gettext)
	$(MANAGE) makemessages -l en -l ar --no-wrap --no-location -i build -i .venv

test: .venv/.installed-dev locale/.compiled ## Run the tests on SQLite
	$(VENV)/pytest -n 2 $(ARGS)

test-postgresql: .venv/.installed-dev locale/.compiled ## Run what an engine may change on PostgreSQL (DATABASE_URL)
	DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} \
	$(VENV)/pytest -n 2 -m "not browser and not faults and not any_engine" $(ARGS)

test-faults: .venv/.installed-dev locale/.compiled ## Start servers, kill them, and count what was lost
	$(VENV)/pytest -m faults $(ARGS)

test-browser: .venv/.installed-dev locale/.compiled ## Drive Debian's Chromium through the pages
	$(VENV)/pytest -m browser --timeout=300 $(ARGS)

test-next: ## Run the tests on the newest Wagtail
	@test -x .venv-next/bin/python || $(PYTHON) -m venv .venv-next
	@.venv-next/bin/python -m pip install -q --disable-pip-version-check uv
	@{ grep -hvE '^(wagtail[<>=]|-r )' requirements.in requirements-dev.in; echo 'wagtail>=8'; } > .venv-next/requirements.in
	@.venv-next/bin/uv pip install -q --python .venv-next/bin/python -r .venv-next/requirements.in
	.venv-next/bin/pytest -n 2 $(ARGS)

check: .venv/.installed-dev locale/.compiled ## Style, types, layers, migrations, deployment
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/lint-imports
	$(VENV)/mypy portal/common
	$(MANAGE) makemigrations --check --dry-run
	set -a; . deploy/check.env; DJANGO_SETTINGS_MODULE=portal.settings.production $(MANAGE) check --deploy --fail-level WARNING

bench: .venv/.installed-dev locale/.compiled ## Measure what docs/performance.md promises
	$(VENV)/python -m bench.run $(ARGS)
