#!/usr/bin/env bash
# Makes a machine ready to build and run Hiroba: lists what is missing, asks, installs. Safe to run again at any time.
#
#   scripts/setup.sh [--yes] [--client] [--browser] [--test]
#
#   --yes      install without asking
#   --client   also what the desktop client needs to open a window
#   --browser  also a compiler that makes the client for browsers
#   --test     also what the tests need (a virtual screen, three browsers, nginx, pebble, shellcheck, cargo-nextest ...)
set -euo pipefail
cd "$(dirname "$0")/.."

cache=${XDG_CACHE_HOME:-$HOME/.cache}/hiroba
nextest_version=0.9.143

say() { printf '%s\n' "$*" >&2; }
die() { say "setup.sh: $*"; exit 1; }

# need PACKAGE...: lists which of them are missing, asks, installs.
need() {
    local missing=() package status answer as_root=() install
    if command -v dpkg-query >/dev/null; then
        for package in "$@"; do
            status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
            [ "$status" = installed ] || missing+=("$package")
        done
    else
        say "This is no Debian-like system. Please see to it that you have what these Debian packages hold:"
        say "    $*"
    fi

    [ ${#missing[@]} -gt 0 ] || return 0
    say "These packages are missing: ${missing[*]}"
    if [ -z "$yes" ]; then
        # Without a terminal nobody can answer, and waiting for ever helps nobody.
        [ -t 0 ] || die "run it again with --yes to install them, or install them yourself"
        read -r -p "Install them now? [y/N] " answer
        case $answer in
            y | Y | yes) ;;
            *) die "not installed; nothing was changed" ;;
        esac
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "this needs root: run as root 'apt-get install ${missing[*]}'"
        as_root=(sudo)
    fi
    install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}")
    # The package lists may be there and recent; fetching them anew is needed only when they are not.
    "${as_root[@]}" "${install[@]}" >&2 || {
        "${as_root[@]}" apt-get update --quiet >&2
        "${as_root[@]}" "${install[@]}" >&2
    } || die "the packages could not be installed; the messages above say why"
}

yes='' client='' browser='' test=''
for argument in "$@"; do
    case $argument in
        --yes) yes=1 ;;
        --client) client=1 ;;
        --browser) browser=1 ;;
        --test) client=1 browser=1 test=1 ;;
        -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) die "unknown option $argument; see scripts/setup.sh --help" ;;
    esac
done

# Compiling: ring and SQLite are C; everything else is Rust and links nothing of the system's.
packages=(ca-certificates gcc libc6-dev pkg-config)
if [ -n "$client" ]; then
    # The window system's libraries are opened at run time by name, so no -dev packages are needed. The Vulkan drivers
    # contain a software renderer, for machines without a graphics card.
    packages+=(libx11-6 libx11-xcb1 libxcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon0 libxkbcommon-x11-0
        libvulkan1 mesa-vulkan-drivers)
fi
if [ -n "$test" ]; then
    # The window test: a screen, a hand on the keys, and a camera.
    packages+=(xvfb xdotool imagemagick shellcheck)
    # The edges: an authority for certificates and a proxy. The browsers, and letters for the languages of the venue.
    packages+=(pebble nginx chromium firefox-esr webkit2gtk-driver libegl1 libgl1-mesa-dri fonts-dejavu-core
        fonts-ipafont-gothic)
    # Any Node.js of version 18 or newer will do, wherever it came from.
    if ! { command -v node && command -v npm; } >/dev/null; then
        packages+=(nodejs npm)
    fi
fi

need "${packages[@]}"

# Rust: the version in rust-toolchain.toml; rustup fetches it by itself, any other Rust must be new enough.
PATH=$PATH:$HOME/.cargo/bin
command -v cargo >/dev/null || die "Rust is missing. Install it with rustup (https://rustup.rs), open a new shell, and run this again"
wanted=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
found=$(rustc --version 2>/dev/null | cut -d' ' -f2) || die "rustc does not start here; 'rustup toolchain install $wanted' may help"
oldest=$(printf '%s\n%s\n' "$wanted" "${found%%-*}" | sort --version-sort | head -n 1)
[ "$oldest" = "$wanted" ] || die "Rust $found is older than $wanted, which this needs; 'rustup update' brings a newer one"

# can_make_wasm: whether the compiler in use can, or Debian's with the source of its library is there.
can_make_wasm() {
    [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ] && return
    compgen -G "/usr/bin/wasm-ld-*" >/dev/null && [ -x /usr/bin/rustc ] && [ -d /usr/lib/rustlib/src/rust/library/std ]
}

if [ -n "$browser" ] && ! can_make_wasm; then
    # rustup's part is small and of the version in use; where the network does not let it through, Debian has a compiler
    # for its own browsers that can do it too.
    if ! { command -v rustup >/dev/null && timeout 600 rustup target add wasm32-unknown-unknown >&2; }; then
        command -v apt-get >/dev/null \
            || die "the part of Rust for browsers is missing: 'rustup target add wasm32-unknown-unknown' brings it"
        say "rustup cannot bring the part of Rust for browsers; Debian's compiler takes its place"
        need rustc-web cargo-web rust-web-src lld-22
    fi
fi

if [ -n "$test" ]; then
    for component in fmt clippy; do
        cargo "$component" --version >/dev/null 2>&1 \
            || die "cargo $component is missing: 'rustup component add rustfmt clippy' brings it"
    done
    if ! PATH=$cache/tools/bin:$PATH cargo nextest --version >/dev/null 2>&1; then
        say "Building cargo-nextest $nextest_version, the test runner, into $cache/tools (once, some minutes)"
        # Its build files go away again; scripts/test.sh falls back to 'cargo test' if this fails.
        cargo install cargo-nextest --version "$nextest_version" --locked --quiet --root "$cache/tools" >&2 \
            || say "cargo-nextest could not be built; the tests will run with 'cargo test' instead"
    fi
    # What drives the browsers, at the versions of the lock file; no package's own scripts are run.
    fetched=tests/browser/node_modules/.fetched
    if ! cmp -s tests/browser/package-lock.json "$fetched"; then
        say "Fetching what drives the browsers in tests (playwright-core, puppeteer-core, axe-core)"
        if (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --silent >&2); then
            cp tests/browser/package-lock.json "$fetched"
        else
            say "They could not be fetched: 'npm ci' in tests/browser says why; until then no browser is tested"
        fi
    fi
fi
say "Set up: $(rustc --version)"
