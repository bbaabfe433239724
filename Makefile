# Only Python >= 3.11 (with pip and venv) and make are needed; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := voorbeeld
UV := uv==0.13.9

# The lock names everything, so pip need not look for more (--no-deps): where a requirement has an
# extra, older pips take its newest release for it and stop, as that is not in the lock.
# A machine's own wheels (find-links) must not take the place of the locked files.
PIP := PIP_FIND_LINKS= PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -qq
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(LOCKFLAGS)
# The build backend is locked too; hatchling needs editables for `pip install -e`.
BUILD_REQUIRES := $(BIN)/python -c 'import tomllib; print("editables~=0.3", \
	*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")'

.PHONY: sjablonen help voorbeeld test alles snel dekking bench werkboek json beelden lock schoon

help: ## toont deze lijst
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST)

voorbeeld: $(VENV)/.runtime ## maakt de voorbeeldwerkmap en de stukken erbij, in voorbeeld/
	@if test -e $(OUT)/voorbeeld_lijsterhoek.xlsx; then \
		echo "Het voorbeeld bestaat al en is niet veranderd. Opnieuw maken? Haal de map $(OUT)/ weg" \
			"en geef weer: make voorbeeld"; \
	else echo "Het voorbeeld wordt gemaakt, een halve minuut."; $(BIN)/wijkexcel voorbeeld $(OUT)/; fi
	@echo "Klaar. De resultaten staan in $(CURDIR)/$(OUT)/"
	@echo "Zelf beginnen? Geef: $(BIN)/wijkexcel nieuw mijn_wijk.xlsx"

test: $(VENV)/.dev ## installeert wat de tests nodig hebben en doet alle controles
	tests/tools/install.sh
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal

alles: $(VENV)/.dev ## doet ook alle gevallen van de tests die anders een steekproef doen (duurt veel langer)
	tests/tools/install.sh
	$(BIN)/pytest -n 2 --dist worksteal --alles

snel: $(VENV)/.dev ## doet in twee minuten wat geen ander programma nodig heeft, met weinig voorbeelden
	$(BIN)/ruff format --check -q
	$(BIN)/ruff check -q
	$(BIN)/mypy
	$(BIN)/lint-imports >/dev/null
	$(BIN)/pytest -n 2 --dist worksteal -q --snel

dekking: $(VENV)/.dev ## doet de tests, toont welke regels geen test raakt en faalt onder de ondergrens (duurt veel langer)
	tests/tools/install.sh
	$(BIN)/pytest -n 2 --dist worksteal --cov=wijkexcel --cov-report=term

bench: $(VENV)/.dev ## meet snelheden
	$(BIN)/python -m benchmarks

werkboek: $(VENV)/.runtime ## beschrijft werkboek en kamers opnieuw (docs/werkboek.md, docs/architectuur.md)
	$(BIN)/python -m docs.maken.describe_workbook
	$(BIN)/python -m docs.maken.rooms

json: $(VENV)/.runtime ## beschrijft de uitvoer van --json opnieuw (docs/json.md, docs/json-schema)
	$(BIN)/python -m docs.maken.describe_json

beelden: $(VENV)/.dev ## maakt de beelden in docs/beelden/ opnieuw (met LibreOffice en poppler)
	$(BIN)/python -m docs.maken.beelden

sjablonen: $(VENV)/.runtime ## bouwt de werkboeken in workbook_template/ opnieuw
	$(BIN)/python -m wijkexcel.new.shipped workbook_template/

lock: $(VENV)/.made ## ververst de lockbestanden (met LOCKFLAGS=--upgrade ook de versies)
	$(PIP) $(UV)
	$(BUILD_REQUIRES) | $(COMPILE) pyproject.toml - --output-file requirements.lock
	$(BUILD_REQUIRES) | $(COMPILE) pyproject.toml - --extra server --constraints requirements.lock \
		--output-file requirements-server.lock
	$(BUILD_REQUIRES) | $(COMPILE) pyproject.toml - --extra server --group dev \
		--constraints requirements-server.lock --output-file requirements-dev.lock

schoon: ## verwijdert .venv, tussenbestanden en testprogramma's; voorbeeld/ blijft staan
	rm -rf $(VENV) dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache \
		.hypothesis .import_linter_cache .reach tests/tools/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) \
		and "wijkexcel heeft Python 3.11 of nieuwer nodig: make PYTHON=/pad/naar/python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.made
	@echo "Even geduld: installeren wat nodig is, ongeveer een minuut."
	$(PIP) --no-deps --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements.lock requirements-dev.lock pyproject.toml $(VENV)/.made
	$(PIP) --no-deps --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $(VENV)/.runtime $@
