SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:
.PHONY: help packages setup run test check fix score bench soak image sbom lock clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
IN ?= corpus/pdf
OUT ?= outputs
TRUTH ?= corpus/truth
SOURCES := $(wildcard extract layouts pipelines corpus/gen tests bench soak)

help: ## list the targets
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

# Asks dpkg each time: packages come and go without any file of this folder changing.
packages:
	@missing=()
	if ! command -v dpkg-query >/dev/null; then
	  echo "lkip: not a Debian system: install what apt.txt lists with its own package manager" >&2; exit 0
	fi
	for package in $$(< apt.txt); do
	  [ "$$(dpkg-query -W -f='$${db:Status-Status}' "$$package" 2>/dev/null)" = installed ] || missing+=("$$package")
	done
	[ $${#missing[@]} -gt 0 ] || exit 0
	command="apt-get update && apt-get install -y --no-install-recommends $${missing[*]}"
	if [ "$$(id -u)" = 0 ] && (eval "DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; $$command") >&2; then exit 0; fi
	echo "lkip: missing Debian packages: $${missing[*]}" >&2
	echo "lkip: to install them: sudo sh -c '$$command'" >&2
	echo "lkip: going on without them; without Tesseract scanned pages have one reader" >&2

# An environment knows its own path: one that was copied or moved with its folder is made anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
$(READY): requirements-dev.lock pyproject.toml | packages
	@if [ "$$(cat $@ 2>/dev/null)" != "$(CURDIR)" ] || ! $(BIN)/python -c '' 2>/dev/null; then
	  python=
	  for candidate in $${PYTHON:-python3.13 python3.12 python3.11 python3 /usr/bin/python3}; do
	    if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
	    then python=$$candidate; break; fi
	  done
	  if [ -z "$$python" ]; then
	    echo "lkip: no Python 3.11 to 3.13 with venv: install python3 and python3-venv, or make PYTHON=/path/to/python" >&2
	    exit 1
	  fi
	  "$$python" -m venv --clear $(VENV)
	fi
	rm -f $@
	pip="$(BIN)/python -m pip install --quiet --disable-pip-version-check"
	$$pip --require-hashes -r requirements-dev.lock
	$$pip --no-deps --no-build-isolation -e .
	echo "$(CURDIR)" > $@

setup: packages $(READY) ## install Debian packages (as root), .venv and the pinned dependencies

run: setup ## read IN=corpus/pdf into OUT=outputs
	@$(BIN)/lkip run $(IN) --out $(OUT)

test: setup ## run every test
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: setup ## formatting, lint, types and import rules
	@$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: setup ## format and mend what ruff can
	@$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format

score: run ## run, then compare OUT with TRUTH=corpus/truth
	@$(BIN)/lkip score $(OUT) $(TRUTH)

bench: setup ## time the run against the libraries it builds on; score random reports; measure scans
	@$(BIN)/python -m bench
	$(BIN)/python -m bench.variants
	$(BIN)/python -m bench.scans
	$(BIN)/python -m bench.calibration --steps 1,4,7
	$(BIN)/python -m bench.harshness --steps 1,4,7
	$(BIN)/python -m bench.ablation

soak: setup ## kill runs, feed them damaged files and very many: KILLS=100 MUTATIONS=5000 MANY=10000
	@$(BIN)/python -m soak --kills $${KILLS:-100} --mutations $${MUTATIONS:-5000} --many $${MANY:-10000}

image: ## build the Docker image lkip
	@docker build -t lkip .

sbom: setup ## print what this checkout is made of (CycloneDX); the image holds its own
	@$(BIN)/python sbom.py

lock: setup ## resolve the dependencies of pyproject.toml anew into both locks
	@tool=$$(mktemp -d); trap 'rm -rf "$$tool"' EXIT
	$(BIN)/python -m venv "$$tool"
	"$$tool/bin/pip" install --quiet pip-tools
	compile() { "$$tool/bin/pip-compile" --quiet --upgrade --allow-unsafe --generate-hashes --strip-extras \
	  --no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links "$$@" pyproject.toml; }
	# The image's: it starts schedulers and workers too.
	compile --extra dask -o requirements.lock
	compile --extra dev --extra dask -o requirements-dev.lock
	sed -i '1i # Pinned and hashed for Python 3.11 to 3.13 on Linux. Made from pyproject.toml by `make lock`; do not edit.' \
	  requirements.lock requirements-dev.lock

clean: ## remove .venv, caches and outputs
	@rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	[ ! -d $(OUT) ] || find $(OUT) -mindepth 1 ! -name README.md -delete
