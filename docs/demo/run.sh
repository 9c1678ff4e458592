#!/usr/bin/env bash
# Shows the commands that look at what is there already, on the sample data beside this file.
# usage: run.sh TALLYMAN
set -euo pipefail
tallyman=$(realpath "$1")
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Prints a command as one would type it, runs it, and says how it ended.
try() {
    printf '\n\033[1m$ tallyman %s\033[0m\n' "${*//$scratch/migrated}"
    local status=0
    "$tallyman" "$@" 2>&1 | sed "s|$scratch|migrated|g" || status=${PIPESTATUS[0]}
    printf '\033[2m(ends with %s)\033[0m\n' "$status"
}

echo "# What a team would like to merge, before it is merged:"
try check --config tallyman.yaml --cluster cluster --as alice proposed

echo
echo "# What is in the cluster already:"
try audit --config tallyman.yaml --cluster cluster

echo
echo "# Old manifests in the form of today:"
try migrate --config tallyman.yaml --stage-selector --output "$scratch" old/project.yaml old/pipeline.yaml
printf '\n\033[1m$ cat migrated/project.projectconfig.yaml\033[0m\n'
cat "$scratch/project.projectconfig.yaml"

echo
echo "# Is the set-up right?"
try doctor --config tallyman.yaml --cluster cluster
