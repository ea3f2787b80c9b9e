# Everything a fresh Debian or Ubuntu machine with a Swift toolchain needs: `make demo` and `make test`.

SWIFT   ?= swift
DEMO    ?= demo
PREFIX  ?= /usr/local
DESTDIR ?=
# A static standard library starts in a few milliseconds and runs without a toolchain; lld drops what is unused.
RELEASE := --configuration release -Xswiftc -static-stdlib -Xswiftc -use-ld=lld -Xlinker --gc-sections -Xlinker -s
BINARY  := .build/release/countersign

.PHONY: help build demo test install uninstall deb test-deb test-packaging fuzz bench format format-check system clean

help: ## Show what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

system: ## Install the system packages that are missing
	@Scripts/system-packages

build: system ## Build the release binary
	$(SWIFT) build $(RELEASE) --product countersign

demo: build ## Build a signed example repository in demo/ and judge it
	@rm -rf "$(DEMO)"
	$(BINARY) demo "$(DEMO)"

test: system ## Run all tests
	@Scripts/test-tools
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --parallel

install: build ## Install to PREFIX=/usr/local, below DESTDIR= for packagers
	@Scripts/install $(BINARY) "$(PREFIX)" "$(DESTDIR)"

uninstall: ## Take away what make install put there
	@Scripts/install --remove "$(PREFIX)" "$(DESTDIR)"

deb: build ## Build a Debian package in .build/deb
	@Scripts/deb $(BINARY)

test-deb: deb ## Try the package on a clean Debian (as root; needs debootstrap and a mirror)
	@Scripts/test-deb .build/deb/countersign_$$($(BINARY) --version)-*.deb

test-packaging: build ## Test install, the man pages, the completions and the package
	@Scripts/test-packaging $(BINARY)

fuzz: system ## Fuzz every parser, SECONDS=60 each; TARGETS="commits trees" for some
	SWIFT="$(SWIFT)" Scripts/fuzz $(or $(SECONDS),60) $(TARGETS)

bench: build ## Measure against git and C++, side by side; AUDITED=0 leaves out the long part
	$(SWIFT) build $(RELEASE) --product bench-history
	$(SWIFT) build $(RELEASE) --product bench-expressions
	Scripts/bench $(BINARY) .build/release/bench-history .build/release/bench-expressions \
	  $(or $(COMMITS),10000) $(or $(AUDITED),100000)

format: ## Format the sources
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

format-check: ## Check the formatting
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

clean: ## Remove what was built
	rm -rf .build .build-fuzz demo
