# Short names for what CONTRIBUTING.md lists. Maven's wrapper fetches the Maven that it names, once.
MVN = ./mvnw --batch-mode --no-transfer-progress

.PHONY: help test it verify coverage mutation demo bench fmt lint

help: ## lists the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

test: ## the unit tests of all modules
	$(MVN) test

it: ## the integration tests of all modules: local stacks, sockets, browsers, processes
	$(MVN) verify -DskipUnitTests

verify: ## formats, warnings and all tests
	$(MVN) verify

coverage: ## all tests, and which lines they run: tests/target/site/jacoco-aggregate/index.html
	$(MVN) verify -Pcoverage

mutation: ## whether a test notices small changes of the core: core and lambdas, target/pit-reports/index.html
	$(MVN) test -Pmutation -DskipUnitTests -pl lambdas -am

demo: ## a broadcast to a thousand clients on this machine
	./fanfare demo --clients 1000

bench: ## what a post costs, beside other clients (Linux)
	./fanfare bench push

fmt: ## formats the code
	$(MVN) spotless:apply

lint: ## scripts, template and state machine
	.ci/lint
