# Everything here needs Go alone, but check, which needs bash and curl too, and
# integration and test-servers, which need Java 17 and Maven.

GO        ?= go
TOOL      := $(GO) tool -modfile=$(CURDIR)/tools/go.mod
# Examples whose dependencies are not for this module's users.
MODULES   := $(dir $(wildcard examples/*/go.mod))
EXAMPLES  := $(filter-out $(MODULES),$(dir $(wildcard examples/*/main.go examples/*/*/main.go)))
GENERATED := $(shell find . -name '*.gen.go')
# The race detector needs a C compiler.
RACE      := $(shell command -v $$($(GO) env CC) >/dev/null 2>&1 && echo -race)
FUZZTIME  ?= 20s
BENCH     ?= .
BENCHTIME ?= 0.5s
COUNT     ?= 6
DURATION  ?= 5m

.PHONY: all generate api check documents test fuzz integration test-servers bench performance figures soak demo build clean

all: check test

generate: ## write the models and requests anew from specs/
	$(GO) generate ./specs

api: ## write the listings of what the packages export anew
	cd tools && $(GO) run ./apilisting -tree .. -out ../docs/api

check: ## format, vet, staticcheck, generated code, tidiness, examples, documents
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo 'gofmt: the files above are not formatted'; exit 1; }
	$(GO) vet ./...
	$(TOOL) staticcheck ./...
	$(GO) test ./specs
	@before=$$(cat $(GENERATED) | cksum); $(GO) generate ./specs; \
		test "$$before" = "$$(cat $(GENERATED) | cksum)" || { echo 'generated code was not up to date; commit what make generate wrote'; exit 1; }
	@before=$$(cat docs/api/*.txt | cksum); $(MAKE) --no-print-directory api; \
		test "$$before" = "$$(cat docs/api/*.txt | cksum)" || { echo 'the listings of the API were not up to date; commit what make api wrote'; exit 1; }
	$(GO) mod tidy -diff
	cd tools && $(GO) mod tidy -diff
	cd tools && $(GO) vet ./... && $(GO) test ./...
	@for module in $(MODULES); do (set -ex; cd $$module; $(GO) vet ./...; $(TOOL) staticcheck ./...; $(GO) mod tidy -diff) || exit 1; done
	$(MAKE) build documents

documents: ## do what the documents say, in a module outside; curl has to be there
	cd tools && $(GO) run ./documents -tree ..

test: ## all tests, with the race detector where there is a C compiler
	@test -n '$(RACE)' || echo 'no C compiler: the tests run without the race detector'
	$(GO) test $(RACE) -timeout 5m ./...
	@for module in $(MODULES); do (set -ex; cd $$module; $(GO) test $(RACE) ./...) || exit 1; done

fuzz: ## every fuzz target for FUZZTIME
	GO='$(GO)' tools/fuzz $(FUZZTIME)

integration: build ## the contract tests against servers in processes of their own
	$(GO) run ./internal/integration

test-servers: build ## the servers of make integration, until interrupted
	$(GO) run ./internal/integration -servers

bench: ## every hot path beside what is written by hand on net/http, COUNT times in turn, and the ratios
	@mkdir -p bin
	@{ echo "go: $$($(GO) env GOVERSION)"; for turn in $$(seq $(COUNT)); do \
		$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime $(BENCHTIME) ./...; done; } | tee bin/bench.txt
	@! grep '^FAIL' bin/bench.txt
	$(TOOL) benchstat -col '/by@(floor client)' bin/bench.txt
	cd tools && $(GO) run ./performance -print -run ../bin/bench.txt

performance: bench ## all benchmarks, and from them what figures writes
	$(MAKE) --no-print-directory figures

figures: ## write tables and chart of docs/performance.md and README.md anew from bin/bench.txt
	cd tools && $(GO) run ./performance -tree .. -run ../bin/bench.txt

soak: ## all clients at once against disturbed servers, for DURATION, by SEED or one that is drawn
	$(GO) run ./internal/soak -duration $(DURATION) $(if $(SEED),-seed $(SEED))

demo: ## one story over all APIs, on the embedded emulator
	@$(GO) run ./examples/quickstart

build: ## compile the examples and the emulator to bin/
	@mkdir -p bin
	@for example in $(EXAMPLES); do $(GO) build -o bin/$$(basename $$example) ./$$example || exit 1; done
	@for module in $(MODULES); do (cd $$module && $(GO) build -o $(CURDIR)/bin/ .) || exit 1; done
	$(GO) build -o bin/kafkarest-emulator ./kafkaresttest/cmd/kafkarest-emulator

clean:
	rm -rf bin
