# The commands people type. Each makes .venv and installs what it needs first; `make clean` takes it away again.
PYTHON ?= python3
BIN := .venv/bin
EXTRAS := dev,docs,openvino,screen,virtualcam,cloud,evaluation,remote

.PHONY: demo test lint docs format bench train styles wheel lock clean

demo: .venv/installed
	$(BIN)/rtstyle demo --output out/demo

test: .venv/installed
	sh .ci/system-libraries $(PYTHON) Xvfb
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: .venv/installed
	$(BIN)/mkdocs build --quiet

format: .venv/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed
	$(BIN)/rtstyle benchmark

# make train CONTENT="photos.tar" STYLE="paintings/" VGG=vgg.safetensors MINUTES=60
train: .venv/installed
	$(BIN)/rtstyle train --content $(CONTENT) --style $(STYLE) --perceptual $(VGG) --minutes $(or $(MINUTES),60) --resume

styles: .venv/installed
	$(BIN)/python tools/paint_styles

wheel: .venv/installed
	$(BIN)/python -m build --wheel

# make lock; make lock UPGRADE='--upgrade-package rich'
lock:
	sh .ci/lock $(UPGRADE)

.venv/installed: pyproject.toml constraints.txt .ci/system-libraries .ci/install
	sh .ci/system-libraries $(PYTHON)
	$(PYTHON) -m venv .venv
	sh .ci/install $(abspath $(BIN))/python $(EXTRAS)
	touch $@

clean:
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
