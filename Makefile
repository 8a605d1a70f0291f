# What a fresh machine needs is git, make and any Python 3; `make run` brings the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export RASA_TELEMETRY_ENABLED ?= false

.PHONY: help install run chat train test lint

help:            ## what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

install:         ## installs everything into .venv; the others do so by themselves
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Install Python 3, or say which: make PYTHON=/path/to/python3 ..."; exit 1; }
	@$(PYTHON) bot/bootstrap.py

run: install     ## trains if needed, starts the assistant, and says where to go
	@exec $(BIN)/jobbsvar up

chat: install    ## talks with the assistant in the terminal
	@exec $(BIN)/jobbsvar chat

train: install   ## trains a model
	@exec $(BIN)/jobbsvar train

lint: install    ## format, lint and types
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

test: lint       ## everything that CI runs
	@exec $(BIN)/python -m pytest
