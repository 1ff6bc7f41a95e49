# make run   the site with its demo community, at http://127.0.0.1:8000 (PORT=8001 for another port)
# make test  every check and every test
# make check, crash, office, lock, bench, walk, clean: see below

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: run test check types code crash office lock bench walk clean
MAKEFLAGS += --no-print-directory

# Whatever a machine says, compiled modules are kept: the tests and the site start many processes.
export PYTHONDONTWRITEBYTECODE :=
export DEMO ?= 1
export PORT ?= 8000
PYTHON ?= python3
OURS := .venv/bin/python
PACKAGES := community members insights events
COMPILE := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	-p 3.11 pyproject.toml

run: .venv/for-run
	@exec $(OURS) manage.py serve

test: .venv/for-test
	@echo "3 of 5 · Finding a browser"
	@$(OURS) -m tests.chromium
	@echo "4 of 5 · Checking the code"
	@$(MAKE) -j 2 check
	@echo "5 of 5 · Testing"
	@exec $(OURS) -m pytest -n 2 --dist worksteal

check: types code

types:
	@$(OURS) -m mypy --no-error-summary $(PACKAGES) manage.py

code:
	@$(OURS) -m ruff check .
	@$(OURS) -m ruff format --check --quiet .
	@.venv/bin/lint-imports > .venv/imports || { cat .venv/imports; exit 1; }
	@git ls-files -z -- 'templates/*.html' | xargs -0r $(OURS) -m djhtml --check --tabwidth 2 --
	@git ls-files -z -- 'templates/*.html' | xargs -0r .venv/bin/djade --check --target-version 5.2 --
	@git ls-files -z -- 'templates/*.html' | xargs -0r $(OURS) -m djlint --lint --quiet --
	@$(OURS) manage.py makemigrations --check --dry-run
	@$(OURS) manage.py check --fail-level WARNING

# Pins every package with its hashes, and lists them with their licences. Run it after changing the
# dependencies in pyproject.toml; `make lock UPGRADE=--upgrade` takes the newest of each.
lock:
	$(COMPILE) $(UPGRADE) -o requirements.txt
	$(COMPILE) $(UPGRADE) --extra dev -o requirements-dev.txt
	@$(MAKE) .venv/for-test
	@$(OURS) -m tests.parts

# Kills the web server, the worker and PostgreSQL while people send, fills a small disk (which takes
# root), uses up every connection, and lets slow visitors in, at our own door and at nginx's (which
# must be there). A few minutes.
crash: .venv/for-test
	@exec $(OURS) -m pytest tests/crash -m crash -s

# Opens every Word and Excel file in LibreOffice, which must be here. Half a minute.
office: .venv/for-test
	@exec $(OURS) -m pytest tests/office -m office

# The way of 120 notes from a paste to a Word file by keyboard alone: pictures and count for docs/walk.md.
walk: .venv/for-test
	@exec $(OURS) -m pytest tests/browser/test_walk.py -m walk -s

bench: .venv/for-run
	@$(OURS) -m tests.bench

# Forgets the installed packages and caches. The data in var/ stays.
clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(PACKAGES) tests -name __pycache__ -prune -exec rm -rf {} +

# A mark in .venv that says these requirements are installed. Debian keeps the part of Python that
# puts pip into an environment in a package of its own; without it, the system's pip does the work.
# Every package is named with its hashes, what each needs among them; Python compiles what it meets.
.venv/for-run: requirements.txt
.venv/for-test: requirements-dev.txt
.venv/for-run .venv/for-test:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed. Name yours: make run PYTHON=python3.12"; exit 1; }
	@echo "1 of 5 · Making a Python environment in .venv"
	@$(OURS) -c '' 2> /dev/null || { rm -rf .venv; \
		if $(PYTHON) -c 'from ensurepip import version' 2> /dev/null; then $(PYTHON) -m venv .venv; \
		else $(PYTHON) -m venv --without-pip .venv; fi; }
	@total=$$(grep -c '^[a-z].*==' $<); \
	echo "2 of 5 · Installing $$total packages, a minute or so"; \
	if $(OURS) -c 'import pip' 2> /dev/null; then pip="$(OURS) -m pip"; \
	else pip="$(PYTHON) -m pip --python $(OURS)"; fi; \
	$$pip install --disable-pip-version-check --no-input --no-deps --no-compile -r $< \
		| awk -v total="$$total" \
			'/^Collecting / && ++n % 20 == 0 {print "       " n " of " total; fflush()} \
			/^Installing / {print "       unpacking"; fflush()}'
	@touch $@
