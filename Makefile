# One task file; CI calls it too. `make venv` needs Python 3.11+ with its headers; a C compiler it fetches where there is none.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
STAMP := .venv/.stamp
COMPILED := $(wildcard src/coranto/extract/*.pyx src/coranto/extract/*.pxd)
PEERS := .venv/.peers
INSTALL := $(shell command -v uv >/dev/null 2>&1 && echo uv pip install --quiet --python $(BIN)/python || echo $(BIN)/python -m pip install --quiet --disable-pip-version-check)

.PHONY: venv demo test check bench peers clean

venv: $(STAMP)

$(STAMP): pyproject.toml constraints.txt setup.py $(COMPILED)
	@test -n "$(PYTHON)" || { echo "Coranto needs Python 3.11 or newer: install one, or name it with 'make PYTHON=/path/to/python3 venv'"; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python "$(PYTHON)" .venv; \
	else \
	  "$(PYTHON)" -m venv .venv && $(INSTALL) --upgrade 'pip>=25.1'; \
	fi
	@command -v $${CC:-cc} >/dev/null 2>&1 || { \
	  echo "no C compiler here: building with the one of PyPI's ziglang (100 MB)"; \
	  $(INSTALL) ziglang==0.17.1 && export CC="$$($(BIN)/python -c 'import ziglang; print(ziglang.__path__[0])')/zig cc" && \
	  export LDSHARED="$$CC -shared"; \
	} && $(INSTALL) -c constraints.txt -e '.[postgres,encoder]' --group dev
	@touch $(STAMP)

$(PEERS): $(STAMP)
	$(BIN)/python -m pip --version >/dev/null 2>&1 || uv pip install --quiet --python $(BIN)/python pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $(PEERS)

# Peers that do not fit beside Coranto's parts: newspaper4k wants an older dateutil, magic-html Python 3.12 or newer.
PEERS_PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 $(PYTHON); do $$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo $$p; break; }; done)

peers: .venv-peers/.stamp

.venv-peers/.stamp:
	@test -n "$(PEERS_PYTHON)" || { echo "The peers need Python 3.12 or newer: name one with 'make PEERS_PYTHON=/path/to/python3 peers'"; exit 1; }
	"$(PEERS_PYTHON)" -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check newspaper4k==0.9.6 magic-html==0.1.8 rs-trafilatura==0.1.1
	@touch $@

demo: venv
	$(BIN)/coranto demo --library library

test: venv
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/docs

# Speed and memory; quality tables are `coranto bench NAME --data DIR` (docs/how-to/measure.md).
bench: $(PEERS)
	for script in pipeline demo pages cross_language archives stories copies hang; do echo "== $$script"; $(BIN)/python bench/$$script.py || exit 1; done

clean:
	rm -rf .venv .venv-peers build dist src/*.egg-info src/coranto/extract/*.c src/coranto/extract/*.so
