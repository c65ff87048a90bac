# Everything a developer runs. Each target prepares what it needs; what is unchanged is skipped.
# A machine needs Python 3.11 or later with venv, and make: no Node, no database.
.DEFAULT_GOAL := help
.PHONY: help demo run dev check test bench lint types web-types journeys clean
MAKEFLAGS += --no-print-directory
PORT ?=
RESET ?=
PEOPLE ?=
FILES ?=
ONE ?=
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PY := .venv/bin/python
ZENCHO := $(PY) -m zencho.entry.cli
FIND_PYTHON = found=; for each in $${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do \
	if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$each; break; fi; done; \
	if [ -z "$$found" ]; then echo "Python 3.11 以上が必要です / Python 3.11 or later is needed:"; \
	echo "  sudo apt-get install -y python3 python3-venv"; exit 1; fi; "$$found"

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

demo: .venv/.made web ## A sample city on http://localhost:8080 (PORT=8090, RESET=1 anew, PEOPLE=16000, FILES=1000000)
	@exec $(ZENCHO) demo $(if $(PORT),--port $(PORT)) $(if $(filter-out 0,$(RESET)),--reset) $(if $(PEOPLE),--people $(PEOPLE)) $(if $(FILES),--files $(FILES))

run: .venv/.made web ## An empty server for real data, on this machine only
	@exec $(ZENCHO) run $(if $(PORT),--port $(PORT))

dev: .venv/.made web-modules ## The demo with reload: Python restarts, the web app refreshes on :5173
	@exec $(PY) tools/dev.py $(if $(PORT),--port $(PORT))

check: .venv/.made web-modules ## Lint, types, floors, house rules: no database, no browser
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m pytest tests/house
	$(PY) hatch_build.py npm run lint
	$(PY) hatch_build.py npm run types

test: check web ## Everything: check, then Python, web units and journeys in a real browser
	@# A build server may stall for seconds: there, what failed is run once more by itself, and both runs are shown.
	$(PY) -m pytest --ignore=tests/house -n 2 --dist worksteal || { [ -n "$${CI:-}" ] && $(PY) -m pytest --ignore=tests/house --last-failed; }
	$(PY) hatch_build.py npm run test
	@$(MAKE) journeys

journeys: .venv/.made web
	@$(PY) tools/browser.py
	CHROMIUM="$$($(PY) tools/browser.py --path)" $(PY) hatch_build.py npm run journeys

bench: .venv/.made web ## What 16,000 people do, beside a peer or a limit (ONE=name for one)
	$(PY) -m bench $(ONE)

clean: ## Remove what was built; the demo's data stay
	rm -rf .venv .cache web/node_modules src/zencho/static

.venv/.made: requirements.lock pyproject.toml
	@$(FIND_PYTHON) tools/environment.py

.PHONY: web web-modules
web: .venv/.made
	@$(PY) hatch_build.py

web-modules: .venv/.made
	@$(PY) -c 'import hatch_build; hatch_build.install()'
