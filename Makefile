# Needs Linux x86-64 with Python 3.11 and pip; everything else is installed into .venv, from the lock.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --no-header

.PHONY: run install test faults check format bench score lock openapi clean

run: install
	$(BIN)/dateline up --port $(PORT) --load seeds

install: .venv/installed

.venv/installed: requirements/all.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/all.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m workers.gazetteer
	touch $@

test: install
	$(BIN)/python -m pytest

# Some half an hour.
faults: install
	DATELINE_FAULTS=long $(BIN)/python -m pytest tests/faults -s

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bench.openapi --check openapi.json

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install
	$(BIN)/python -m bench.throughput

score: install
	$(BIN)/python -m bench.score

openapi: install
	$(BIN)/python -m bench.openapi openapi.json

# The locks carry hashes and no addresses.
lock: install
	$(COMPILE) --all-extras -o requirements/all.lock pyproject.toml
	$(COMPILE) --extra api -c requirements/all.lock -o requirements/api.lock pyproject.toml
	$(COMPILE) --extra worker -c requirements/all.lock -o requirements/worker.lock pyproject.toml

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
