# feedwatch: build, run, test, install. Every target installs the Debian packages it lacks (apt).
#
#   make run        build a release and watch the feeds of Config/
#   make test       all tests; ends with a list of what did not run
#   make check      formatter, map of the rooms: quick, before every commit
#   make schema     writes Config/schema, which editors check the configuration by, anew from the program
#   make install    into DESTDIR (default /), for systemd; make uninstall takes it away, but for data and settings

SWIFT        ?= swift
PREFIX       ?= /usr
DESTDIR      ?=
BUILD         = $(SWIFT) build -c release --explicit-target-dependency-import-check error
FEEDWATCH     = .build/release/feedwatch
LOG           = .build/test.log

SCHEMAS       = feedwatch feeds topic

.PHONY: run build schema test check format install uninstall clean packages test-packages

run: build
	$(FEEDWATCH) run --config Config

build: packages
	$(BUILD) --product feedwatch

packages:
	@.ci/packages build

test-packages:
	@.ci/packages build test

# One after another: some of them measure that nothing is late, and two cores are soon busy.
test: test-packages build
	$(BUILD) --build-tests
	FEEDWATCH_PROGRAM=$(abspath $(FEEDWATCH)) .ci/test $(LOG) $(SWIFT) test -c release --skip-build --no-parallel $(TEST_OPTIONS)

check: test-packages
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	.ci/rooms

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

schema: build
	mkdir -p Config/schema
	for name in $(SCHEMAS); do $(FEEDWATCH) schema $$name > Config/schema/$$name.json || exit 1; done

install: build
	.ci/install "$(DESTDIR)" "$(PREFIX)" $(FEEDWATCH)

uninstall:
	.ci/uninstall "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf .build
