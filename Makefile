# What the README, CI and developers call. Each target sets up what it needs, once.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup lab report test check docs audit licences bench scoreboard fuzz browser clean

# Tests start hundreds of programs: without kept bytecode, each would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
BIN := .venv/bin
SET_UP := .venv/.floorbook-set-up
BUILT := .venv/.floorbook-built
FRONT_END := $(wildcard widgets/floorbook_widgets/*.js widgets/floorbook_widgets/*.css) \
  $(wildcard widgets/floorbook_widgets/*.py) src/floorbook/figures/palette.json \
  widgets/build.mjs widgets/package-lock.json hatch_build.py

# Jupyter starts for root only when told so; in a container nobody else may be there.
AS_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

help:
	@echo 'make setup    the environment in .venv, with the front end built'
	@echo 'make lab      JupyterLab on the notebooks'
	@echo 'make report   execute the notebooks and write exports/'
	@echo 'make test     all tests, in a browser too'
	@echo 'make check    style, types, and the data'
	@echo 'make docs     the reference of the public API, from its docstrings: build/docs'
	@echo 'make audit    known holes in what is pinned, where their database can be reached'
	@echo 'make licences docs/LICENCES.md, from the metadata of all dependencies'
	@echo 'make bench    how long things take here, beside others: docs/BENCHMARKS.md'
	@echo 'make scoreboard  every promise tried in full (up to 40 minutes): docs/RELIABILITY.md'
	@echo 'make fuzz     feed the loader arbitrary packages for an hour (SECONDS=3600); Linux on x86-64'
	@echo 'make clean    remove what make has made'

setup: $(BUILT)

lab: $(BUILT)
	$(BIN)/jupyter lab $(AS_ROOT) --notebook-dir=. notebooks/01-overview.ipynb

report: $(BUILT)
	$(BIN)/floorbook report --out exports

test: $(BUILT) browser
	$(BIN)/pytest --numprocesses=auto --dist=worksteal

check: $(BUILT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python hatch_build.py check
	$(BIN)/floorbook check data

# The packages whose `__all__` is public; their other modules are left out.
docs: $(BUILT)
	$(BIN)/pdoc --docformat=numpy --output-directory=build/docs \
	  floorbook floorbook.measures floorbook.figures floorbook.wording \
	  floorbook_widgets floorbook_widgets.tables \
	  '!floorbook\.(?!(measures|figures|wording)$$)' '!floorbook_widgets\.(?!tables$$)'

# No part of the tests' environment: its database is far away, and few machines need to ask it.
audit: $(BUILT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[audit]'
	$(BIN)/pytest tests/test_dependencies.py

licences: audit
	$(BIN)/python tests/licences.py docs/LICENCES.md

# Others' ways in an environment of their own: the notebooks need Floorbook, and nothing else of ours.
bench: $(BUILT) browser
	$(BIN)/python tests/browser/finder.py whole
	$(BIN)/python -m venv build/peers
	build/peers/bin/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable . papermill
	$(BIN)/python tests/bench.py

scoreboard: $(BUILT) browser
	$(BIN)/python tests/browser/finder.py whole
	$(BIN)/pytest tests --numprocesses=auto --dist=worksteal -m promise --full \
	  --scoreboard=docs/RELIABILITY.md

SECONDS := 3600
fuzz: $(BUILT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[test,fuzz]'
	mkdir -p build/fuzz
	$(BIN)/python tests/fuzz/fuzz_loader.py -max_total_time=$(SECONDS) \
	  -artifact_prefix=build/fuzz/ build/fuzz

browser: $(BUILT)
	$(BIN)/python hatch_build.py tools
	$(BIN)/python tests/browser/finder.py

clean:
	rm -rf .venv widgets/node_modules widgets/floorbook_widgets/static
	find exports -mindepth 1 ! -name README.md -delete

# The first Python that is new enough and can make environments; pyenv's shims may be none at all.
$(SET_UP): pyproject.toml constraints.txt etc/jupyter_nbconvert_config.py
	@for python in $(PYTHONS); do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo 'Floorbook needs Python 3.11 or newer with its module venv, and none was found.'; \
	  echo 'Install one (Debian and Ubuntu: apt-get install python3 python3-venv),'; \
	  echo 'or name one: make PYTHON=/path/to/python3.'; \
	  exit 1; \
	fi; \
	if [ ! -x $(BIN)/python ]; then echo "Making .venv with $$found"; $$found -m venv .venv; fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[test,check,docs,dask]'
	@touch $@

$(BUILT): $(SET_UP) $(FRONT_END)
	$(BIN)/python hatch_build.py
	@touch $@
