# Needs Linux x86-64 with Python 3.11 and pip; everything else is installed into .venv, from the lock.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --no-header

.PHONY: run install test test-apart test-rest faults check format bench score lock openapi screenshot assets audit sbom licences clean

run: install
	$(BIN)/dateline up --port $(PORT) --load seeds

install: .venv/installed

.venv/installed: requirements/all.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/all.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m workers.gazetteer
	touch $@

# A test that hangs ends the run, and is told with what each thread was at.
TEST := $(BIN)/python -m pytest -o faulthandler_timeout=600 -o faulthandler_exit_on_timeout=true

# Much of the tests apart is waiting, so they run beside the others.
test: install
	$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync=line test-apart test-rest

test-apart:
	$(TEST) tests/faults tests/explorer

test-rest:
	$(TEST) --ignore=tests/faults --ignore=tests/explorer

# Some three quarters of an hour.
faults: install
	DATELINE_FAULTS=long $(BIN)/python -m pytest tests/faults -s
	$(BIN)/python -m tests.faults.fuzz -max_total_time=600 -max_len=2000 -timeout=60 -rss_limit_mb=4096 -verbosity=0

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bench.openapi --check openapi.json

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Under a quarter of an hour on two idle cores.
bench: install build/peers/installed
	$(BIN)/python -m bench --peers build/peers/bin/python --markdown build/bench.md --json build/bench.json

# The peers that the benchmark compares with, in an environment of their own.
build/peers/installed: requirements/peers.lock
	$(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.lock
	touch $@

score: install
	$(BIN)/python -m bench.score

# The picture of the README; needs Chromium.
screenshot: install
	$(BIN)/python -m bench.screenshot

# Compares the vendored files of the explorer with their npm packages; needs npm.
assets: install
	$(BIN)/python -m bench.assets

openapi: install
	$(BIN)/python -m bench.openapi openapi.json

# The locks carry hashes and no addresses.
lock: install
	$(COMPILE) --all-extras -o requirements/all.lock pyproject.toml
	$(COMPILE) --extra api --extra otel -c requirements/all.lock -o requirements/api.lock pyproject.toml
	$(COMPILE) --extra worker --extra otel -c requirements/all.lock -o requirements/worker.lock pyproject.toml
	$(COMPILE) -o requirements/peers.lock requirements/peers.in

# Known vulnerabilities of what the images hold.  Asks a service; where that is away, or lacks a package, it fails.
audit: install
	@for lock in api worker; do \
		$(BIN)/pip-audit --strict --progress-spinner off --require-hashes --disable-pip -r requirements/$$lock.lock || \
		{ echo "requirements/$$lock.lock: vulnerable, or not audited; the lines above say which" >&2; exit 1; }; \
	done

# What the images hold, as CycloneDX, in build/; the same lock gives the same file.
sbom: install
	mkdir -p build
	for lock in api worker; do \
		$(BIN)/cyclonedx-py requirements --output-reproducible --of JSON -o build/$$lock.sbom.json requirements/$$lock.lock; \
	done

licences: install
	mkdir -p build
	$(BIN)/python -m bench.licences > build/licences.md && mv build/licences.md docs/licences.md

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
