# The few commands that people need. Each works on a fresh clone with Python 3.11+.
.PHONY: demo test tests format lock schema docs clean

demo:            ## open the app on the demo
	python3 start.py demo

test:            ## lint, types, import contracts and all tests
	python3 start.py test

tests:           ## only the tests
	python3 start.py tests -n auto

format:          ## bring the code into shape
	python3 start.py setup
	.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

lock:            ## make the lock files anew
	python3 start.py setup
	.venv/bin/python -m pip --quiet install uv==0.13.9
	.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
		--custom-compile-command "make lock" pyproject.toml --group dev -o requirements/dev.lock
	.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
		--custom-compile-command "make lock" pyproject.toml -o requirements/app.lock
	.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
		--custom-compile-command "make lock" requirements/reloaded.in -o requirements/reloaded.lock

schema:          ## write the JSON Schema of an exported review into docs
	python3 start.py setup
	.venv/bin/python -c "import json; from workbench.services.exchange import schema; print(json.dumps(schema(), ensure_ascii=False, indent=1))" > docs/review.schema.json

docs:            ## fill in what the docs show: commands, keys, pictures
	python3 start.py setup
	.venv/bin/python docs/fill_commands.py
	.venv/bin/python docs/list_keys.py
	.venv/bin/python docs/make_screenshots.py

clean:           ## take away what was built
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
