# make report   the tables, figures and page of the shipped case, in data/output/
# make test     linter, types and tests
# make lab      the notebooks in JupyterLab
# make quality  how well it works, measured, into docs/quality.md (needs the research data in ../shared; ARGS=--quiet-check for more)
# make readme   renew the example output and the picture in README.md
# make lock     renew requirements.lock from pyproject.toml (ARGS=--upgrade for newer versions)
# make environment   renew environment.yml from pyproject.toml
#
# The environment is made in .venv on first use and again only when the lock or pyproject.toml changes.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: report test lab quality readme lock environment

CASE ?= data/cases/facebook-partners-2018
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3 python; do \
	"$$name" -c '' 2>/dev/null && command -v "$$name" && break; done)
BIN := .venv/bin
READY := .venv/ready
SUPPORTED := import sys; (3, 11) <= sys.version_info < (3, 14) or sys.exit( \
	sys.executable + " is Python " + ".".join(map(str, sys.version_info[:3])) \
	+ "; Python 3.11, 3.12 or 3.13 is needed: make PYTHON=/path/to/python3.11 (and remove .venv if it was made by another)")
UV := build/uv/bin/uv

report: $(READY)
	$(BIN)/claims report "$(CASE)"

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=.

quality: $(READY)
	$(BIN)/python tools/quality.py --write $(ARGS)

readme: report
	$(BIN)/python tools/readme.py

environment: $(READY)
	$(BIN)/python tools/environment.py

lock: $(UV)
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --extra dev --extra dask $(ARGS) \
		--quiet --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock

# A full lock needs no resolving, hence --no-deps; without it the pip of Python 3.11 trips over spellings of one extra.
$(READY): requirements.lock pyproject.toml
	@$(if $(PYTHON),,$(error no Python found; install Python 3.11, 3.12 or 3.13, or name it: make PYTHON=/path/to/python3.11))
	@$(BIN)/python -c '' 2>/dev/null || { "$(PYTHON)" -c '$(SUPPORTED)' && "$(PYTHON)" -m venv --clear .venv; }
	@$(BIN)/python -c '$(SUPPORTED)'
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $(READY)

$(UV):
	"$(PYTHON)" -m venv build/uv
	build/uv/bin/python -m pip install --quiet uv
