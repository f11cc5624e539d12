# Two lines are enough: `make serve` and `make test`. They need Python 3.11 or newer, git and make.
# What they do, as plain lines:
#     python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e ".[test]"
#     .venv/bin/assistant serve
#     .venv/bin/python -m pytest -n 2

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
WEB := $(wildcard web/*.html web/*.json web/*.ts web/*.mjs web/*.py) $(shell find web/src -type f)

.PHONY: help serve test lint types web-types web-test openapi font contracts check eval bench constraints

help:
	@echo "make serve      安装（第一次约两分钟）并启动，浏览器打开 http://127.0.0.1:8000"
	@echo "make test       安装并运行全部测试"
	@echo "make lint types web-types web-test contracts check eval bench    单项检查，见 CONTRIBUTING.md"

serve: $(INSTALLED)
	$(BIN)/assistant serve

test: $(INSTALLED)
	$(BIN)/python -m pytest -n 2

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

web-types: $(INSTALLED)
	cd web && npm run --silent check

web-test: $(INSTALLED)
	cd web && npm test

# After a change of the API's shapes, from which the web app's types are made.
openapi: $(INSTALLED)
	$(BIN)/python -m tests.project.openapi_file

# After new documents with rare characters; PDF files embed a part of this font.
font: $(INSTALLED)
	$(BIN)/python -m tests.project.export_font

contracts: $(INSTALLED)
	$(BIN)/lint-imports

check: $(INSTALLED)
	$(BIN)/assistant check

eval: $(INSTALLED)
	$(BIN)/python -m evals.run --gate

bench: $(INSTALLED)
	$(BIN)/python -m evals.bench

$(INSTALLED): pyproject.toml constraints.txt $(WEB)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更新的版本：make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	@test -f assistant/static/index.html \
		|| echo "网页界面没有构建成功，接口与命令行不受影响；原因可由 $(BIN)/pip install -v --no-deps -e . 查看"
	@touch $@

# After a change of dependencies; uv resolves for every supported Python at once.
constraints:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--no-annotate --no-header --no-emit-index-url --upgrade --output-file constraints.txt
