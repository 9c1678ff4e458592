#!/usr/bin/env bash
# Fuzzes readers one after the other, and prints a line for each: inputs tried, edges of the program reached, how many
# inputs broke a promise. Ends with 1 if any did.
#
#     fuzz/run.sh PROGRAM SECONDS READER...
set -euo pipefail
program=$1 seconds=$2
shift 2
cd "$(dirname "$0")/.."

# Where there are inputs already, besides those in fuzz/corpus.
elsewhere() {
    case $1 in
    review) find Tests/Reviews -type d ;;
    migrate) find Tests/MigrationTests/Fixtures -type d ;;
    yaml) echo manifests/base Tests/ClusterTests/Fixtures/cluster ;;
    json) echo Tests/JSONTests/Fixtures ;;
    esac
}

# Long enough for what is recorded, short enough to be quick: what goes wrong does so with few bytes.
longest() {
    case $1 in
    review | object | certificates) echo 6000 ;;
    request | response | patterns) echo 1000 ;;
    *) echo 3000 ;;
    esac
}

# Edges that the simplest of readers has.
fewest=100

status=0
for reader; do
    found=.build/fuzz/found/$reader
    grown=.build/fuzz/grown/$reader # what reached something new, kept for the next time
    log=.build/fuzz/$reader.log
    mkdir -p "$found" "$grown"
    before=$(find "$found" -type f | wc -l)
    # shellcheck disable=SC2046 # names of ours, without spaces
    "$program" --reader="$reader" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len="$(longest "$reader")" -dict="fuzz/$reader.dict" -artifact_prefix="$found/" -print_final_stats=1 \
        "$grown" "fuzz/corpus/$reader" $(elsewhere "$reader") </dev/null >"$log" 2>&1 || status=1
    after=$(find "$found" -type f | wc -l)
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    coverage=$(sed -nE 's/.* cov: ([0-9]+) .*/\1/p' "$log" | tail -n 1)
    printf '%-14s %10s inputs %7s edges %3d found\n' "$reader" "${runs:-0}" "${coverage:-0}" $((after - before))
    if [ "$after" -gt "$before" ]; then
        grep -m 1 -E 'Fatal error|ERROR: (Address|Leak)Sanitizer|ERROR: libFuzzer' "$log" | sed 's/^/    /' || true
        echo "    in $found, the story in $log"
    elif [ "${coverage:-0}" -lt "$fewest" ]; then
        echo "    blind: it was not told which branches of the program an input takes"
        status=1
    elif ! grep -q '^Done ' "$log"; then
        echo "    did not get to its end: see $log"
        status=1
    fi
done
exit $status
