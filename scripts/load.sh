#!/usr/bin/env bash
# Long and loud work, run by hand; appends date, machine and outcome to docs/performance.md and docs/reliability.md.
#
#   scripts/load.sh swarm    200 bots over real links for 60 s, half WebTransport and half WebSocket
#   scripts/load.sh scene    500 bots (BOTS=500): turned pages, a poll, applause, from the press to the 99th of 100
#   scripts/load.sh bench    cost per person and tick without sockets, at 250, 1,000 and 2,000 people
#   scripts/load.sh client   cost of a frame of the client without drawing, at 0 to 500 people
#   scripts/load.sh idle     memory and start of a server with nobody in it
#   scripts/load.sh browser  the client in Chromium: first step, thread time of a frame at 0 to 500 people, memory
#   scripts/load.sh letters  the longest work of a frame on texts in the world while 50 people come at once, in Chromium
#   scripts/load.sh panels   a photograph of every panel on every screen, in every language, to look at; nothing is recorded
#   scripts/load.sh decks    drawing slides: pages a second, peak memory, among them 200 scans of 600 dots an inch
#   scripts/load.sh build    release build of the server from nothing
#   scripts/load.sh kills    200 kills in the middle of writes, each confirmation looked for afterwards
#   scripts/load.sh fuzz     each fuzz target for an hour (FUZZ_SECONDS=3600), with nightly Rust and cargo-fuzz if there
#   scripts/load.sh soak     200 bots for four hours (SOAK_SECONDS=14400), memory noted every minute
#   scripts/load.sh all      everything above, one after the other
#
# Nothing else should run on the machine meanwhile.
# shellcheck disable=SC2317  # Functions are called by traps and by name, which it does not see.
set -euo pipefail

# The braces make bash read all of this before it runs any, so that a changed checkout cannot confuse a run.
{
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
die() { say "load.sh: $*"; exit 1; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/hiroba
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
export PATH=$cache/tools/bin:$PATH:$HOME/.cargo/bin
bots=${BOTS:-200}

work=$(mktemp -d)
server=''
close() {
    [ -z "$server" ] || { kill -TERM "$server" 2>/dev/null && wait "$server"; } || true
    server=''
    rm -rf "$work"
}
trap close EXIT

machine() {
    local model memory
    model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
    memory=$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)
    printf '%s, %s cores (%s), %s memory, Linux %s, commit %s\n' "$(date -u +%Y-%m-%d)" "$(nproc)" "$model" "$memory" \
        "$(uname -r | cut -d- -f1)" "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
}

# record FILE TITLE: appends standard input to the document as a block.
record() {
    {
        printf '\n### %s\n\n%s\n\n```\n' "$2" "$(machine)"
        # Adds the line's end that a program may have left out.
        awk 1
        printf '```\n'
    } >>"docs/$1"
    say "written to docs/$1"
}

build() {
    cargo build --release --locked --quiet --package hiroba-server
    cargo build --release --locked --quiet --package hiroba-tests --bins
}

# open_server [FLAG...]: starts a server with an empty data folder; sets server, address and ready_ms.
open_server() {
    local began line
    rm -rf "$work/data" "$work/ready"
    mkfifo "$work/ready"
    began=$(date +%s%N)
    "$CARGO_TARGET_DIR/release/hiroba-server" --data "$work/data" --listen 127.0.0.1:0 "$@" >"$work/ready" 2>"$work/log" &
    server=$!
    exec 3<"$work/ready"
    IFS= read -r -t 30 line <&3 || { cat "$work/log" >&2; die "the server did not open"; }
    ready_ms=$((($(date +%s%N) - began) / 1000000))
    address=$(sed -n 's/.*"http":"\([^"]*\)".*/\1/p' <<<"$line")
}

close_server() {
    kill -TERM "$server"
    wait "$server" || die "the server did not end in order; its log: $(tail -n 5 "$work/log")"
    server=''
    exec 3<&-
}

resident_kib() { awk '/^VmRSS/ { print $2 }' "/proc/$server/status"; }

swarm() {
    "$CARGO_TARGET_DIR/release/swarm" --server "$address" --server-pid "$server" --bots "$bots" --transport mixed "$@"
}

run_swarm() {
    build
    open_server
    swarm --seconds 60 | record performance.md "$bots bots, mixed, 60 s"
    close_server
}

run_scene() {
    local code went_well=1 bots=${BOTS:-500}
    build
    # What is turned are numbers; nobody looks at the pictures.
    open_server --rasteriser "$PWD/tests/edges/rasteriser.sh"
    code=$("$CARGO_TARGET_DIR/release/hiroba-server" invite --data "$work/data" --role moderator | sed 's/.*invite=//')
    # A swarm that saw something wrong ends with an error; what it saw is recorded all the same.
    swarm --seconds 15 --scene stage --invitation "$code" >"$work/scene" || went_well=''
    record performance.md "$bots bots turn pages, vote and clap" <"$work/scene"
    close_server
    [ -n "$went_well" ] || die "the swarm saw something wrong; docs/performance.md has it"
}

run_bench() {
    build
    local people part
    {
        "$CARGO_TARGET_DIR/release/bench"
        # Instructions do not depend on what else the machine does; divided by the number printed they are those of one
        # person and tick.
        if command -v valgrind >/dev/null; then
            for people in 250 1000 2000; do
                for part in measured_venue measured_renet; do
                    printf '%s, ' "$part"
                    valgrind --tool=callgrind --toggle-collect="*$part*" --callgrind-out-file=/dev/null \
                        "$CARGO_TARGET_DIR/release/bench" --instructions --people "$people" 2>&1 \
                        | sed -n 's/^divide by/divide by/p; s/^==[0-9]*== Collected : /instructions /p' | paste -sd, -
                done
            done
        else
            echo "no instructions counted: valgrind is not installed"
        fi
    } | record performance.md "Cost per person and tick, without sockets"
}

run_client() {
    # The engine as the tests have it compiled, or it would be compiled a second time; ours with every optimisation.
    CARGO_PROFILE_DEV_OPT_LEVEL=3 cargo bench --workspace --features hiroba-tests/client --locked --quiet --profile dev \
        --bench client | record performance.md "A frame of the client without drawing"
}

run_idle() {
    build
    open_server
    sleep 10
    { echo "ready after $ready_ms ms"; echo "resident $(($(resident_kib) / 1024)) MiB after 10 s"; } \
        | record performance.md "Idle server"
    close_server
}

run_browser() {
    build
    prepare_browser
    (cd tests/browser && HIROBA_SERVER=$CARGO_TARGET_DIR/release/hiroba-server HIROBA_SWARM=$CARGO_TARGET_DIR/release/swarm \
        node measure.js) | record performance.md "The client in Chromium"
}

# The client as it is served, and what drives a browser.
prepare_browser() {
    scripts/setup.sh --test
    cargo run --quiet --package hiroba-bundle --features web --locked -- web
}

run_letters() {
    build
    prepare_browser
    (cd tests/browser && HIROBA_SERVER=$CARGO_TARGET_DIR/release/hiroba-server HIROBA_SWARM=$CARGO_TARGET_DIR/release/swarm \
        node measure.js letters) | record performance.md "Texts in the world, in Chromium"
}

run_panels() {
    prepare_browser
    cargo build --workspace --features hiroba-tests/client --locked --quiet --bin hiroba-server --bin swarm
    (cd tests/browser && node look.js)
}

run_decks() {
    (cd server/rasteriser && cargo build --release --locked --quiet \
        && cargo run --release --locked --quiet --example decks -- "$work/decks")
    "$CARGO_TARGET_DIR/release/hiroba-rasteriser" measure "$work"/decks/*.pdf | record performance.md "Slides drawn"
}

run_build() {
    cargo fetch --locked
    local began=$SECONDS
    CARGO_TARGET_DIR=$work/build cargo build --release --locked --offline --quiet --package hiroba-server
    {
        echo "$((SECONDS - began)) s"
        du -h "$work/build/release/hiroba-server" | cut -f1 | sed 's/$/ executable/'
    } | record performance.md "Release build of the server from nothing (sources fetched)"
}

run_kills() {
    HIROBA_KILLS=200 cargo nextest run --workspace --features hiroba-tests/client --locked --test edges --no-capture a_kill 2>&1 \
        | tail -n 20 | record reliability.md "200 kills"
}

run_fuzz() {
    local target seconds=${FUZZ_SECONDS:-3600}
    if cargo +nightly fuzz --version >/dev/null 2>&1; then
        cargo +nightly fuzz list --fuzz-dir tests/fuzz | while read -r target; do
            cargo +nightly fuzz run --fuzz-dir tests/fuzz "$target" -- -max_total_time="$seconds" 2>&1 </dev/null \
                | tail -n 3 | record reliability.md "Fuzzing $target for $seconds s, guided by coverage"
        done
    else
        say "without nightly Rust and cargo-fuzz the targets run unguided, for an hour each"
        HIROBA_FUZZ=60 cargo nextest run --locked --package hiroba-tests --test fuzz 2>&1 \
            | tail -n 8 | record reliability.md "Fuzzing unguided, an hour each"
    fi
}

run_soak() {
    local seconds=${SOAK_SECONDS:-14400} watched went_well=1
    build
    open_server
    while sleep 60; do
        echo "$((SECONDS / 60)) min: $(($(resident_kib) / 1024)) MiB"
    done >"$work/memory" &
    watched=$!
    # A swarm that saw something wrong ends with an error; what it saw is recorded all the same.
    swarm --seconds "$seconds" >"$work/soak" || went_well=''
    kill "$watched"
    { cat "$work/soak"; echo; awk 'NR % 10 == 1' "$work/memory"; } | record reliability.md "$bots bots for $seconds s"
    close_server
    [ -n "$went_well" ] || die "the swarm saw something wrong; docs/reliability.md has it"
}

case ${1:-} in
    swarm | scene | bench | client | idle | browser | letters | panels | decks | build | kills | fuzz | soak) "run_$1" ;;
    all) for part in build idle swarm scene decks bench client browser kills fuzz soak; do "run_$part"; done ;;
    -h | --help | '') sed -n '2,19s/^# \{0,1\}//p' "$0" ;;
    *) die "unknown: $1; see scripts/load.sh --help" ;;
esac
exit
}
