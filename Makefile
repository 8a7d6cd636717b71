# Everything is done with the project's own .venv; "make run" and "make test" need nothing before them.

VENV   := .venv
PYTHON := $(VENV)/bin/python
READY  := $(VENV)/.ready
TESTED := $(VENV)/.ready-for-tests
ARGS   ?=

SUITABLE := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))

.PHONY: help setup run test lint bench soak tour locale clean

help:
	@echo "make run     open the desk (without a screen: make tour)"
	@echo "make test    run the tests; ARGS=... goes to pytest"
	@echo "make lint    style and types"
	@echo "make bench   measure the speeds that matter"
	@echo "make soak    a long simulation, hours"
	@echo "make tour    pictures of every screen into build/tour"
	@echo "make locale  compile the translations, list what is missing"
	@echo "make setup   only prepare .venv"
	@echo "make clean   remove .venv and whatever was built"

setup: $(READY)

$(READY): requirements/lock.txt requirements/system-run.txt
	@requirements/system.sh requirements/system-run.txt
	@if ! [ -x $(PYTHON) ]; then found=; \
	    for candidate in python3.11 python3.12 python3.13 python3; do \
	        if $$candidate -c '$(SUITABLE)' >/dev/null 2>&1; then found=$$candidate; break; fi; \
	    done; \
	    if [ -z "$$found" ]; then \
	        echo "Python 3.11, 3.12 or 3.13 with its venv module is needed (Debian: apt-get install python3-venv)"; exit 1; \
	    fi; \
	    $$found -m venv $(VENV); \
	fi
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement requirements/lock.txt
	@touch $@

$(TESTED): $(READY) requirements/system-test.txt
	@requirements/system.sh requirements/system-test.txt
	@touch $@

run: $(READY)
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    echo "No screen here (DISPLAY and WAYLAND_DISPLAY are empty): taking the tour instead."; \
	    $(PYTHON) main.py tour --out build/tour; \
	else \
	    $(PYTHON) main.py $(ARGS); \
	fi

test: $(TESTED)
	$(PYTHON) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(READY)
	$(PYTHON) -m flake8
	$(PYTHON) -m mypy

bench: $(READY)
	$(PYTHON) -m tests.bench $(ARGS)

soak: $(TESTED)
	$(PYTHON) -m pytest -m soak $(ARGS)

tour: $(READY)
	$(PYTHON) main.py tour --out build/tour

locale: $(READY)
	$(PYTHON) -m tests.locale_tool compile
	$(PYTHON) -m tests.locale_tool missing

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
