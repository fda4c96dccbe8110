# feedwatch: build, run, test, install. Every target installs the Debian packages it lacks (apt).
#
#   make run        build a release and watch the feeds of Config/
#   make test       all tests; ends with a list of what did not run
#   make check      formatter, map of the rooms, units, documents: quick, before every commit
#   make deb        a Debian package, in .build/deb; make test-package installs it into fresh Debian 12 and 13 trees
#   make schema     writes Config/schema, which editors check the configuration by, anew from the program
#   make install    into DESTDIR (default /), for systemd; make uninstall takes it away, but for data and settings

SWIFT        ?= swift
PREFIX       ?= /usr
DESTDIR      ?=
BUILD         = $(SWIFT) build -c release --explicit-target-dependency-import-check error
FEEDWATCH     = .build/release/feedwatch
LOG           = .build/test.log

DEB           = .build/deb

SCHEMAS       = feedwatch feeds topic

.PHONY: run build schema test check format man deb test-package install uninstall clean packages packages-for-tests

run: build
	$(FEEDWATCH) run --config Config

build: packages
	$(BUILD) --product feedwatch

packages:
	@.ci/packages build

packages-for-tests:
	@.ci/packages build test

# One after another: some of them measure that nothing is late, and two cores are soon busy.
test: packages-for-tests build
	$(BUILD) --build-tests
	FEEDWATCH_PROGRAM=$(abspath $(FEEDWATCH)) .ci/test $(LOG) $(SWIFT) test -c release --skip-build --no-parallel $(TEST_OPTIONS)

check: packages-for-tests
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	.ci/rooms
	Tests/Service/unit.sh
	Tests/Service/documents.sh

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

schema: build
	mkdir -p Config/schema
	for name in $(SCHEMAS); do $(FEEDWATCH) schema $$name > Config/schema/$$name.json || exit 1; done

# The manual pages, without a warning. They are made anew wherever they are installed.
man: packages-for-tests build
	.ci/man $(FEEDWATCH) .build/man
	mandoc -T lint -W warning .build/man/*.[15]

# The newest in $(DEB), and nothing else.
deb: build
	@.ci/packages deb
	rm -rf $(DEB)
	.ci/deb/build $(FEEDWATCH) $(DEB)

# As root: it boots a systemd in each tree. Needs the network once, for the trees.
test-package: deb
	@.ci/packages trees
	Tests/Service/package.sh $(DEB)/feedwatch_*.deb

install: build
	.ci/install "$(DESTDIR)" "$(PREFIX)" $(FEEDWATCH)

uninstall:
	.ci/uninstall "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf .build
