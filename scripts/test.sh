#!/usr/bin/env bash
# Sets up what is missing and runs every check and test: scripts/test.sh [--yes]
#
# Each step prints how long it took, and a failed step does not hide the ones after it. The build folder is kept outside
# the checkout, so that a fresh clone does not compile the engine again. Long work is in scripts/load.sh.
# shellcheck disable=SC2317  # Functions are called by traps and by name, which it does not see.
set -euo pipefail

# The braces make bash read all of this before it runs any, so that a changed checkout cannot confuse a run.
{
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }

yes=()
for argument in "$@"; do
    case $argument in
        --yes) yes=(--yes) ;;
        -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) say "test.sh: unknown option $argument; the only one is --yes" >&2; exit 2 ;;
    esac
done

cache=${XDG_CACHE_HOME:-$HOME/.cache}/hiroba
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
export PATH=$cache/tools/bin:$PATH:$HOME/.cargo/bin
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never} RUST_BACKTRACE=${RUST_BACKTRACE:-1}
# One selection of packages and features for all steps: another one would compile the engine a second time.
all=(--workspace --features hiroba-tests/client --locked)

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
failed=0
table=()

# step NAME COMMAND...: runs, times and notes it.
step() {
    local name=$1 began=$SECONDS result=ok
    shift
    say "== $name"
    if ! "$@" 2>&1 | tee "$logs/last"; then
        result=FAILED
        failed=1
    fi
    local took=$((SECONDS - began))
    table+=("$(printf '%-28s %5d s  %s' "$name" "$took" "$result")")
    say "== $name: $result after $took s"
    cp "$logs/last" "$logs/$name"
    [ "$result" = ok ]
}

lint_scripts() {
    shellcheck scripts/*.sh .ci/run
}

tests() {
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run "${all[@]}" --no-fail-fast
    else
        cargo test "${all[@]}" --no-fail-fast --lib --bins --tests
    fi
}

# The part of client/bundle that makes the browser's client has a selection of its own; the engine is not in it.
bundle=(--package hiroba-bundle --features web --locked)

bundle_tests() {
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run "${bundle[@]}" --no-fail-fast
    else
        cargo test "${bundle[@]}" --no-fail-fast --lib --bins --tests
    fi
}

# The process that draws PDFs is a workspace of its own, with a lockfile of its own.
rasteriser=(--manifest-path server/rasteriser/Cargo.toml --locked)

rasteriser_tests() {
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run "${rasteriser[@]}" --no-fail-fast
    else
        cargo test "${rasteriser[@]}" --no-fail-fast
    fi
}

# What the page does in real browsers. Photographs of what failed are in browser-photographs of the build folder.
browser_tests() {
    (cd tests/browser && node --test-reporter=spec all.js)
}

step "set up" scripts/setup.sh "${yes[@]}" --test || exit 1
step "format" cargo fmt --all --check || true
step "format of the rasteriser" cargo fmt --manifest-path server/rasteriser/Cargo.toml --check || true
if command -v shellcheck >/dev/null; then
    step "shell scripts" lint_scripts || true
fi
# Made once and kept until a source changes; it fails when a visitor would have to download too much.
step "browser client" cargo run --quiet "${bundle[@]}" -- web || true
step "claims of the browser" cargo run --quiet "${bundle[@]}" -- web --claims || true
step "tests of the bundle" bundle_tests || true
step "tests of the rasteriser" rasteriser_tests || true
# The server as a process: tests of the edges start it and kill it.
if step "build" cargo build "${all[@]}" --all-targets; then
    step "tests" tests || true
    step "doc tests" cargo test --doc --workspace --features hiroba-tests/client --locked --quiet || true
    step "browser end to end" browser_tests || true
fi
step "lints" cargo clippy "${all[@]}" --all-targets --quiet -- --deny warnings || true
step "lints of the bundle" cargo clippy "${bundle[@]}" --all-targets --quiet -- --deny warnings || true
step "lints of the rasteriser" cargo clippy "${rasteriser[@]}" --all-targets --quiet -- --deny warnings || true
step "documents" env RUSTDOCFLAGS="--deny warnings" cargo doc --quiet --locked --no-deps \
    --package hiroba-shared --package hiroba-pages --package hiroba-server || true

say ""
printf '%s\n' "${table[@]}"
if [ -f "$logs/browser end to end" ]; then
    # Scenarios that a busy machine made late, by number and name.
    sed -n 's/^.*\(taken once more: [0-9]\)/browser scenarios \1/p' "$logs/browser end to end"
fi
say "$(printf '%-28s %5d s' "all" "$SECONDS")"
if [ "$failed" -ne 0 ]; then
    say "Something failed; the steps marked FAILED say what."
fi
# The runner's own summary comes last, where people and programs look for it.
if [ -f "$logs/tests" ]; then
    grep -E '^ *Summary \[|^test result:' "$logs/tests" | tail -n 1 || true
fi
exit "$failed"
exit
}
