# Short names for what CONTRIBUTING.md lists. Maven's wrapper fetches the Maven that it names, once.
MVN = ./mvnw --batch-mode --no-transfer-progress

.PHONY: help test it verify demo bench fmt lint

help: ## lists the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

test: ## the unit tests of all modules
	$(MVN) test

it: ## the integration tests of all modules: local stacks, sockets, browsers, processes
	$(MVN) verify -DskipUnitTests

verify: ## formats, warnings and all tests
	$(MVN) verify

demo: ## a broadcast to a thousand clients on this machine
	./fanfare demo --clients 1000

bench: ## what a post costs, beside other clients (Linux)
	./fanfare bench push

fmt: ## formats the code
	$(MVN) spotless:apply

lint: ## scripts, template and state machine
	.ci/lint
