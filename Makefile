# Every target works on a fresh clone with Python 3.11 or newer and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: accuracy audit bench docs lint test

audit: .venv/.installed
	$(BIN)/lkj-audit check samples --fail-on never

test: .venv/.installed
	$(BIN)/pytest -n auto

bench: .venv/.installed
	$(BIN)/python bench/bench.py $(PDFS)

docs: .venv/.installed
	$(BIN)/python -m docs.make_rules
	$(BIN)/python -m docs.make_schema

accuracy: .venv/.installed
	$(BIN)/python -m bench.accuracy_normalize
	$(BIN)/python -m bench.accuracy --scans 7

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[cluster,dev,ocr,parquet,web]'
	touch $@
