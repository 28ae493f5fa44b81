# Each goal first prepares what it needs; when nothing has changed, it starts at once.

PYTHON ?= python3
PY := .venv/bin/python
pip := $(PY) -m pip --disable-pip-version-check install -qq

.PHONY: build serve check test soak lint golden guide audit bench bench-walk bench-search bench-likeness bench-serve bench-exports clean
.NOTPARALLEL:

build: .venv/.built
	@$(PY) build.py

serve: .venv/.built
	@$(PY) build.py serve

check: .venv/.built
	@$(PY) build.py check

test: .venv/.dev tests/node_modules/.stamp
	@$(PY) -m pytest

soak: .venv/.dev tests/node_modules/.stamp
	@$(PY) -m tests.soak

lint: .venv/.dev
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

golden: .venv/.dev tests/node_modules/.stamp
	@$(PY) -m pytest --update-golden

guide: .venv/.built
	@$(PY) build.py guide

audit: .venv/.dev tests/audit/node_modules/.stamp
	@$(PY) -m tests.audit

bench: .venv/.dev
	@$(PY) -m tests.bench.build_speed $(BENCH)

bench-walk: .venv/.dev
	@$(PY) -m tests.bench.walk $(BENCH)

bench-search: .venv/.dev
	@$(PY) -m tests.bench.search_quality
	@$(PY) -m tests.bench.search_speed

bench-likeness: .venv/.dev
	@$(PY) -m tests.bench.likeness --size 10000

bench-serve: .venv/.dev
	@$(PY) -m tests.bench.serve_speed $(BENCH)

bench-exports: .venv/.dev
	@$(PY) -m tests.bench.export_cost $(BENCH)

clean:
	rm -rf .cache .output.* .venv output tests/node_modules tests/audit/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp holds the place and the Python of .venv. If either has changed,
# for instance when the folder has moved, .venv is made anew.
identity := $(PY) -Ic 'import sys; print(sys.prefix, *sys.version_info[:2])'
ifneq ($(shell $(identity) 2>/dev/null),$(shell cat .venv/.built 2>/dev/null))
.PHONY: .venv/.built .venv/.dev
endif

# .venv is always made from nothing and the stamp written last, so one that
# was left half-made is never used.
define make_venv
@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo 'Asenna Python 3.11 tai uudempi ja sen venv-moduuli (Debian: python3, python3-venv). /' \
		'Install Python 3.11 or newer with its venv module (Debian: python3, python3-venv).' >&2; exit 1; }
@echo 'Valmistellaan ympäristö .venv ($(1))…'
@$(PYTHON) -m venv --clear .venv
@$(pip) --require-hashes -r $(1)
@$(pip) --no-deps --no-build-isolation -e .
@$(identity) >.venv/.built
endef

.venv/.built: requirements.txt pyproject.toml
	$(call make_venv,requirements.txt)

.venv/.dev: requirements-dev.txt requirements.txt pyproject.toml
	$(call make_venv,requirements-dev.txt)
	@touch $@

# Without npm only the tests that need axe-core are left out.
tests/node_modules/.stamp: tests/package.json tests/package-lock.json tests/.npmrc
	@if command -v npm >/dev/null; then cd tests && npm ci --loglevel=error >/dev/null && touch node_modules/.stamp; \
	else echo 'npm puuttuu: axe-core jää asentamatta. / npm is missing: axe-core is not installed.' >&2; fi

tests/audit/node_modules/.stamp: tests/audit/package.json tests/audit/package-lock.json tests/audit/.npmrc
	@command -v npm >/dev/null || { echo 'Asenna Node 20 ja npm. / Install Node 20 with npm.' >&2; exit 1; }
	@cd tests/audit && npm ci --loglevel=error >/dev/null && touch node_modules/.stamp
