# `make` builds the site, `make test` tests everything. Both need Python 3.11 or newer with venv, and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := site
.PHONY: site test lint types pytest serve clean distclean

site: $(VENV)/installed
	$(BIN)/python build.py build
	@echo
	@echo "The site is in public/. Look at it with: make serve   (http://127.0.0.1:$(PORT)/)"

serve: $(VENV)/installed
	$(BIN)/python build.py serve --port $(PORT)

test: lint types pytest

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-test
	$(BIN)/mypy

pytest: $(VENV)/installed-test
	$(BIN)/python -m pytest

clean:
	rm -rf public .dateline-cache

distclean: clean
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet --constraint constraints.txt --editable '.[import]'
	touch $@

$(VENV)/installed-test: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet --constraint constraints.txt --editable '.[import,test]'
	touch $@ $(VENV)/installed
