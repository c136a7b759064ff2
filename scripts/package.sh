#!/usr/bin/env bash
# Makes one archive for an operator: the server with the client for browsers inside, the rasteriser for slides, a unit for systemd, a sample
# configuration and the words to go with them.
#
#   scripts/package.sh [--yes] [FOLDER]
#
#   --yes    install missing packages without asking
#   FOLDER   where the archive goes; the build folder unless named
#
# The client is compressed as small as it gets, which takes minutes once a client.
set -euo pipefail

# The braces make bash read all of this before it runs any, so that a changed checkout cannot confuse a run.
{
say() { printf '%s\n' "$*" >&2; }
die() { say "package.sh: $*"; exit 1; }

root=$(cd "$(dirname "$0")/.." && pwd)
yes=() folder=''
for argument in "$@"; do
    case $argument in
        --yes) yes=(--yes) ;;
        -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
        -*) die "unknown option $argument; see scripts/package.sh --help" ;;
        *) folder=$argument ;;
    esac
done

"$root/scripts/setup.sh" "${yes[@]}" --browser

cache=${XDG_CACHE_HOME:-$HOME/.cache}/hiroba
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
export PATH=$PATH:$HOME/.cargo/bin
folder=$(mkdir -p "${folder:-$CARGO_TARGET_DIR/package}" && cd "${folder:-$CARGO_TARGET_DIR/package}" && pwd)
cd "$root"

say "Making the client for browsers"
cargo run --locked --quiet --package hiroba-bundle --features web -- web --packaged >&2
say "Building the server with it inside"
# A folder of its own, because the server for this checkout must not carry a client that stands still.
HIROBA_CARRY_BUNDLE=$CARGO_TARGET_DIR/bundle-packaged cargo build --release --locked --quiet --package hiroba-server \
    --target-dir "$CARGO_TARGET_DIR/carrying"

say "Building the rasteriser, which draws slides"
cargo build --release --locked --quiet --manifest-path server/rasteriser/Cargo.toml

version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
name=hiroba-$version-$(uname -m)-linux
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
install -m 755 "$CARGO_TARGET_DIR/carrying/release/hiroba-server" "$CARGO_TARGET_DIR/release/hiroba-rasteriser" "$work/$name/"
install -m 644 scripts/package/* docs/operate.md docs/stage.md docs/maps.md docs/floor.md docs/desk.md LICENSE-MIT LICENSE-APACHE CHANGELOG.md assets/CREDITS.md "$work/$name/"
# The same sources give the same archive, whoever packs it and when.
tar --create --gzip --file "$folder/$name.tar.gz" --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner \
    --mtime="@$(git log -1 --format=%ct 2>/dev/null || echo 0)" "$name"
say "The archive, $(du -h "$folder/$name.tar.gz" | cut -f1):"
printf '%s\n' "$folder/$name.tar.gz"
exit
}
