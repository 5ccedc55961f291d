# Everything here needs Go alone, unless a target says otherwise.

GO        ?= go
TOOL      := $(GO) tool -modfile=tools/go.mod
EXAMPLES  := $(dir $(wildcard examples/*/main.go examples/*/*/main.go))
GENERATED := $(shell find . -name '*.gen.go')
# The race detector needs a C compiler.
RACE      := $(shell command -v $$($(GO) env CC) >/dev/null 2>&1 && echo -race)
FUZZTIME  ?= 20s
BENCH     ?= .
COUNT     ?= 6
DURATION  ?= 5m

.PHONY: all generate api check consumer test fuzz integration test-servers bench soak demo build clean

all: check test

generate: ## write the models and requests anew from specs/
	$(GO) generate ./specs

api: ## write the listings of what the packages export anew
	cd tools && $(GO) run ./apilisting -tree .. -out ../docs/api

check: ## format, vet, staticcheck, generated code, tidiness, examples, a consumer's view
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
	$(MAKE) build consumer

consumer: ## use the module as others do: by go get, on the Go releases that are supported
	cd tools && $(GO) run ./consumer -tree ..

test: ## all tests, with the race detector where there is a C compiler
	@test -n '$(RACE)' || echo 'no C compiler: the tests run without the race detector'
	$(GO) test $(RACE) -timeout 5m ./...

fuzz: ## every fuzz target for FUZZTIME
	GO='$(GO)' tools/fuzz $(FUZZTIME)

integration: build ## the contract tests against servers in processes of their own
	$(GO) run ./internal/integration

test-servers: build ## the servers of make integration, until interrupted
	$(GO) run ./internal/integration -servers

bench: ## every hot path beside what is written by hand on net/http; ratios by benchstat
	@mkdir -p bin
	$(GO) test -run '^$$' -bench '$(BENCH)' -count $(COUNT) ./... | tee bin/bench.txt
	$(TOOL) benchstat -col '/by@(floor client)' bin/bench.txt

soak: ## all clients at once against disturbed servers, for DURATION, by SEED or one that is drawn
	$(GO) run ./internal/soak -duration $(DURATION) $(if $(SEED),-seed $(SEED))

demo: ## one story over all APIs, on the embedded emulator
	@$(GO) run ./examples/quickstart

build: ## compile the examples and the emulator to bin/
	@mkdir -p bin
	@for example in $(EXAMPLES); do $(GO) build -o bin/$$(basename $$example) ./$$example || exit 1; done
	$(GO) build -o bin/kafkarest-emulator ./kafkaresttest/cmd/kafkarest-emulator

clean:
	rm -rf bin
