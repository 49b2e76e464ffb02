# Short names for the commands in CONTRIBUTING.md. The Maven wrapper downloads Maven once.
MVN = ./mvnw --batch-mode --no-transfer-progress

.PHONY: help test it verify coverage mutation demo bench fmt lint

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

test: ## run the unit tests of all modules
	$(MVN) test

it: ## run the integration tests of all modules: local stacks, sockets, browsers, processes
	$(MVN) verify -DskipUnitTests

verify: ## check formatting and warnings, and run all tests
	$(MVN) verify

coverage: ## run all tests and report line coverage: tests/target/site/jacoco-aggregate/index.html
	$(MVN) verify -Pcoverage

mutation: ## run mutation tests of core and lambdas: target/pit-reports/index.html
	$(MVN) test -Pmutation -DskipUnitTests -pl lambdas -am

demo: ## send a broadcast to a thousand clients on this machine
	./fanfare demo --clients 1000

bench: ## compare the cost of a post with other clients (Linux)
	./fanfare bench push

fmt: ## format the code
	$(MVN) spotless:apply

lint: ## lint scripts, template and state machine
	.ci/lint
