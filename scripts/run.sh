#!/usr/bin/env bash
# Builds and opens the venue; Ctrl-C closes it again.
#
#   scripts/run.sh [--yes] [--client] [--no-browser] [server options...]
#   scripts/run.sh [--yes] --join ADDRESS
#
#   --yes         install missing packages without asking
#   --client      also build the desktop client and open it
#   --no-browser  do not build the client for browsers
#   --join        only the client, into a venue that is open elsewhere, such as http://venue.example:8080
#
# The venue opens as soon as the server is built. The client for browsers is built after that, the first time for a quarter
# of an hour; until then the venue's page says that it is coming. What draws slides comes last, the first time some minutes.
#
# Anything else goes to the server, such as --listen 127.0.0.1:0, --data DIR or --map FILE; `hiroba-server --help` has
# them all. Without --data the venue keeps its things in ~/.local/share/hiroba.
# shellcheck disable=SC2317  # Functions are called by traps and by name, which it does not see.
set -euo pipefail

# The braces make bash read all of this before it runs any, so that a changed checkout cannot confuse a run.
{
say() { printf '%s\n' "$*" >&2; }
die() { say "run.sh: $*"; exit 1; }

root=$(cd "$(dirname "$0")/.." && pwd)
yes=() client='' browser=1 join='' data='' options=()
expect=''
for argument in "$@"; do
    case $argument in
        --yes) yes=(--yes); continue ;;
        --client) client=1; continue ;;
        --no-browser) browser=''; continue ;;
        --join) client=1 expect=join; continue ;;
        --bundle | --bundle=*) browser='' ;;
        -h | --help) sed -n '2,16s/^# \{0,1\}//p' "$0"; exit 0 ;;
        --data=*) data=${argument#--data=} ;;
        --data) expect=data ;;
        *)
            case $expect in
                join) join=$argument expect=''; continue ;;
                data) data=$argument expect='' ;;
            esac
            ;;
    esac
    options+=("$argument")
done
[ "$expect" != join ] || die "--join needs the address of a venue, such as http://venue.example:8080"
if [ -z "$data" ]; then
    data=$HOME/.local/share/hiroba
    options+=(--data "$data")
fi
# Better said before a long build than after it.
if [ -n "$client" ] && [ -z "${DISPLAY:-}" ]; then
    die "there is no screen to open the client on: DISPLAY is not set. Run it in a desktop session (on Wayland with
XWayland), or without --client"
fi

"$root/scripts/setup.sh" "${yes[@]}" ${client:+--client}
if [ -n "$browser" ] && [ -z "$join" ]; then
    "$root/scripts/setup.sh" "${yes[@]}" --browser || {
        say "The venue opens without the client for browsers."
        browser=''
    }
fi

cache=${XDG_CACHE_HOME:-$HOME/.cache}/hiroba
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
export PATH=$PATH:$HOME/.cargo/bin

build_client() {
    say "Building the client (the first time ten minutes and more; build files are in $CARGO_TARGET_DIR)"
    # The dev profile and the same selection of packages and features as in scripts/test.sh: the engine is compiled once
    # for both. A release build of the engine takes far longer and looks the same.
    (cd "$root" && cargo build --workspace --features hiroba-tests/client --locked --quiet --bin hiroba-client)
}

if [ -n "$join" ]; then
    build_client
    exec "$CARGO_TARGET_DIR/debug/hiroba-client" --server "$join"
fi

build_browser() {
    say "Building the client for browsers; the venue's page offers it when it is there"
    if (cd "$root" && nice cargo run --locked --quiet --package hiroba-bundle --features web -- web >&2); then
        say "The client for browsers is ready: open $address"
    else
        say "The client for browsers could not be built; the messages above say why. The venue stays open."
    fi
}

build_rasteriser() {
    if (cd "$root/server/rasteriser" && nice cargo build --release --locked --quiet >&2); then
        say "The venue can draw slides"
    else
        say "The rasteriser could not be built; the messages above say why. The venue stays open, and cannot draw slides."
    fi
}

# What the venue can do without for a while, in the order in which people miss it.
build_beside() {
    [ -z "$browser" ] || build_browser
    build_rasteriser
}

say "Building the server (the first time some minutes; build files are in $CARGO_TARGET_DIR)"
(cd "$root" && cargo build --release --locked --quiet --package hiroba-server)

work=$(mktemp -d)
server='' window='' building=''
close() {
    trap - EXIT INT TERM
    # The minus sends it to the whole group: the compiler has children of its own.
    [ -z "$building" ] || kill -TERM -- "-$building" 2>/dev/null || true
    # The server tells everybody and saves every place before it ends, so it is asked and waited for.
    [ -z "$window" ] || kill -TERM "$window" 2>/dev/null || true
    [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap close EXIT
trap 'close; exit 130' INT
trap 'close; exit 143' TERM

# The server prints one line when it is ready; a pipe with a name lets this script wait for it and keep the server's id.
mkfifo "$work/ready"
[ -z "$browser" ] || options+=(--bundle "$CARGO_TARGET_DIR/bundle")
"$CARGO_TARGET_DIR/release/hiroba-server" "${options[@]}" >"$work/ready" &
server=$!
exec 3<"$work/ready"
ready=''
IFS= read -r -t 60 ready <&3 || true
address=$(sed -n 's/.*"http":"\([^"]*\)".*/\1/p' <<<"$ready")
if [ -z "$address" ]; then
    die "the venue did not open; the server's own message is above.
If the address is taken by another program, choose another: scripts/run.sh --listen 127.0.0.1:0"
fi

say ""
say "The venue is open at $address"
say "Its data is in $data"
# Quoted, so that the line can be pasted whatever the folders are called.
invite=$(printf '%q ' "$CARGO_TARGET_DIR/release/hiroba-server" --data "$(realpath "$data")" invite --role moderator)
say "To moderate, open the link that this prints:  ${invite% }"
say "For the desk (people of staff, invitations):    ${invite% invite --role moderator } host-link"
# start_building: builds the rest beside the open venue, in a process group of its own.
start_building() {
    set -m
    build_beside </dev/null &
    building=$!
    set +m
}

if [ -z "$client" ]; then
    start_building
    say "To join it without a browser:  scripts/run.sh --join $address"
    case " ${options[*]} " in
        *127.0.0.1* | *localhost*) ;;
        *) say "From another machine, with this machine's address in place of 127.0.0.1." ;;
    esac
    say "Ctrl-C closes the venue; whoever is inside is told, and keeps their place for 12 hours."
    wait "$server" || die "the server ended with an error; its message is above"
    exit 0
fi

build_client
start_building
say "Opening the window. Close it, or press Ctrl-C here, and the venue closes too."
"$CARGO_TARGET_DIR/debug/hiroba-client" --server "$address" &
window=$!
result=0
wait "$window" || result=$?
window=''
if [ "$result" -ne 0 ]; then
    die "the client ended with code $result; its message is above"
fi
exit
}
