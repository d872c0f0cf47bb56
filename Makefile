# The commands of the project. `run` and `test` need only make and Python 3.11 or newer (PYTHON= names
# one): no database server, gettext, Node or browser.

PORT ?= 8000
# More for pytest, as in: make test ARGS='tests/search -x'
ARGS ?=

BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
PYTEST = $(BIN)/python -m pytest -n auto
TEMPLATES = find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2
# The least that production asks for; `check --deploy` then says what is unsafe.
PRODUCTION = SITE_ENV=production DEBUG= ALLOWED_HOSTS=site.example \
	SECRET_KEY=for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: run test test-postgres check fix messages content handbook development

run:
	@bin/environment requirements.txt "$(PORT)"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_content
	@$(MANAGE) example_accounts
	@$(MANAGE) example_listings
	@printf 'http://localhost:$(PORT)/%s/\n' lv en ru admin
	@trap 'exit 0' INT; DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver "$(PORT)"

test: development
	@DATABASE_URL= $(PYTEST) $(ARGS)

test-postgres: development
	@bin/postgres $(PYTEST) $(ARGS)

# Exactly what CI runs, quick things first. One run of the browser is enough.
check: development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(TEMPLATES) --check {} +
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	DATABASE_URL= $(PYTEST)
	bin/postgres $(PYTEST) -m 'not browser'

fix: development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(TEMPLATES) {} +

# No line numbers and no dead entries in catalogues: a change shows only the words that changed.
messages: development
	@command -v msgfmt >/dev/null || { echo 'gettext is missing: apt install gettext' >&2; exit 1; }
	$(MANAGE) makemessages --locale lv --locale ru --no-location --no-obsolete \
		--ignore .venv --ignore var --ignore tests
	$(MANAGE) compilemessages --locale lv --locale ru --ignore .venv --ignore var

content:
	@bin/environment requirements.txt
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_content

# The pictures of docs/redaktoriem.md, of the screens as they are now. Needs Chromium.
handbook: development
	@DATABASE_URL= $(BIN)/python -m tests.browser.handbook

development:
	@bin/environment requirements-dev.txt
