# Everything by one word. Needs Python 3.11 or newer and make; Go for calls, Node for the page.
# `CI=true make …` turns a skipped test into a failed one.

PYTHON ?= python3
PYTHONS := >=3.11,<3.14

# An installed uv is used, else a pinned one is put into build/ by pip, past any system package rule.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo build/uv/bin/uv)
BIN := .venv/bin
ENVIRONMENT := .venv/.synced-$(firstword $(shell cksum requirements.lock))

PYTEST := $(BIN)/python -m pytest $(if $(CI),-p tests.no_skips)
# Not the files with most tests first: the slowest ones have few, and one process would end alone.
SIDE_BY_SIDE := -n auto --dist loadfile --no-loadscope-reorder
LIVE := room or phone or browser
SLOW := $(LIVE) or postgres or speech

.DEFAULT_GOAL := help
.PHONY: help run chat build phone test test-all scenarios lint format bench lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(ENVIRONMENT) ## start everything on this machine: LiveKit server, HTTP side, worker
	@$(BIN)/python -m deploy.run

chat: $(ENVIRONMENT) ## talk to it in this terminal, without audio
	@$(BIN)/python -m channels.chat

build: $(ENVIRONMENT) ## build the LiveKit server and the web page
	@$(BIN)/python -m deploy.build

phone: $(ENVIRONMENT) ## build livekit-sip, for calls by telephone; names what it needs
	@$(BIN)/python -m deploy.build phone

test: $(ENVIRONMENT) ## the tests that need nothing beyond this environment
	$(PYTEST) $(SIDE_BY_SIDE) -m "not ($(SLOW))"

test-all: build ## all tests: the page, real rooms, Postgres, speech, browser, phone
	npm --prefix web test
	$(PYTEST) $(SIDE_BY_SIDE) -m "not ($(LIVE))"
	$(PYTEST) -m "$(LIVE)"

scenarios: $(ENVIRONMENT) ## hold the conversations of tests/scenarios with the configured model
	@$(BIN)/python -m tests.scenarios

lint: $(ENVIRONMENT) ## style, types and import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy .
	$(BIN)/lint-imports

format: $(ENVIRONMENT) ## rewrite the code in the house's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(ENVIRONMENT) ## measure handoffs and actions, and what a caller notices of failing providers
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.faults
	@$(BIN)/python -m bench.channel

lock: | $(UV) ## pin every dependency again, with hashes
	$(UV) pip compile --universal --generate-hashes --all-extras --upgrade --quiet pyproject.toml -o requirements.lock

clean: ## remove what was built; the data and the settings stay
	rm -rf .venv bin build logs web/dist web/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(ENVIRONMENT): | $(UV)
	@test -x $(BIN)/python || $(UV) venv --quiet --python '$(PYTHONS)' .venv
	@echo "Installing the pinned packages …"
	@$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	@rm -f .venv/.synced-*
	@touch $@

build/uv/bin/uv: deploy/uv.txt
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "pip is missing: install python3-pip, or uv."; exit 1; }
	@echo "Getting uv …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --upgrade --require-hashes --target build/uv -r $<
	@touch $@

.PHONY: uv # an installed one, which needs no making
