# `make demo` and `make test` do all the set-up on a fresh machine.
PYTHON ?= python3
BIN := .venv/bin
DEMO := demo
SECONDS ?= 600

.PHONY: demo test explore setup lint format quality bench fuzz docs lock browser tesseract ftm icu postgres clean

demo: setup
	$(BIN)/headwater trace examples/world/articles -o $(DEMO)
	@echo "The page is $(DEMO)/index.html; docs/how-to/read-the-example.md walks through it."

test: setup browser tesseract postgres ftm
	$(BIN)/python -m tests.halves

# Properties on examples that no run has drawn before; `make test` draws the same ones everywhere.
explore: setup
	HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -q -m "not models and not browser"

setup: .venv/.ready

# The stamp is newer than the locks: a changed lock is installed anew.
.venv/.ready: requirements/dev.txt requirements/uv.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

# A browser for the page's tests: Debian's chromium where it is missing and may be installed. Without one
# those tests are skipped, and say so.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; }; } || \
	  echo "no chromium here and it could not be installed: the browser tests will be skipped"

# Tesseract for the tests of scanned pages, likewise.
TONGUES := tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-ara tesseract-ocr-rus tesseract-ocr-tur
tesseract:
	@command -v tesseract >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && { apt-get update -qq && apt-get install -y -qq --no-install-recommends tesseract-ocr $(TONGUES) >/dev/null; }; } || \
	  echo "no tesseract here and it could not be installed: the tests of scanned pages will be skipped"

# PostgreSQL for the tests of a team's store, likewise; they start a cluster of their own on a free port.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; }; } || \
	  echo "no PostgreSQL here and it could not be installed: the tests of a team's store will be skipped"

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

quality: setup
	$(BIN)/python quality/gate.py

bench: setup
	$(BIN)/python bench/run.py

# The site, from docs/ by mkdocs, which lives in an environment of its own. A broken link stops it.
docs: setup .venv/docs/.ready
	$(BIN)/python docs/build_reference.py --check
	.venv/docs/bin/python docs/build_charts.py --check
	NO_MKDOCS_2_WARNING=1 .venv/docs/bin/mkdocs build --strict --quiet

.venv/docs/.ready: requirements/docs.txt
	test -x .venv/docs/bin/python || $(PYTHON) -m venv .venv/docs
	$(BIN)/uv pip sync --quiet --python .venv/docs/bin/python --require-hashes requirements/docs.txt
	touch $@

# FollowTheMoney's own library, in an environment of its own: it compiles against ICU, whose headers are Debian's.
# Where that cannot be, the tests of that export are skipped, and say so.
ftm: setup
	@test .venv/ftm/.ready -nt requirements/ftm.txt || { $(MAKE) --silent icu && rm -rf .venv/ftm && $(PYTHON) -m venv .venv/ftm && \
	  $(BIN)/uv pip sync --quiet --python .venv/ftm/bin/python --require-hashes requirements/ftm.txt && touch .venv/ftm/.ready; } || \
	  { rm -rf .venv/ftm; echo "followthemoney could not be installed: the tests of that export will be skipped"; }

icu:
	@{ command -v g++ && pkg-config --exists icu-i18n; } >/dev/null 2>&1 || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && { apt-get update -qq && apt-get install -y -qq --no-install-recommends g++ pkg-config libicu-dev >/dev/null; }; }

# Every reader under bent inputs for so many seconds each; finds lie in tests/fuzz/finds.
fuzz: setup
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS)

lock:
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 -q requirements/uv.in -o requirements/uv.txt
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 -q pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 -q pyproject.toml --group dev --all-extras -o requirements/dev.txt
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 -q --group docs -o requirements/docs.txt
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 -q --group ftm -o requirements/ftm.txt

clean:
	rm -rf .venv $(DEMO) out site dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
