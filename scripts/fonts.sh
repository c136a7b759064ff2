#!/usr/bin/env bash
# Makes assets/fonts again from published packages of fixed versions. Only needed when a font or a character set
# changes: the results are committed, so that building and running need neither npm nor Python.
set -euo pipefail
cd "$(dirname "$0")/.."

work=${XDG_CACHE_HOME:-$HOME/.cache}/hiroba/fonts
target=$PWD/assets/fonts

# package, version, folder name that scripts/fonts.py looks for
packages=(
    "@expo-google-fonts/noto-sans 0.4.2 noto-sans"
    "@expo-google-fonts/noto-sans-thai 0.4.2 noto-sans-thai"
    "@expo-google-fonts/noto-sans-jp 0.4.3 noto-sans-jp"
    "@expo-google-fonts/noto-sans-kr 0.4.3 noto-sans-kr"
    "@expo-google-fonts/noto-sans-sc 0.4.3 noto-sans-sc"
    "twemoji-colr-font 15.0.3 twemoji"
)

for tool in npm python3 tar; do
    command -v "$tool" >/dev/null || { echo "fonts.sh needs $tool (apt-get install npm python3 python3-venv)" >&2; exit 1; }
done

mkdir -p "$work" "$target"
# A virtual environment keeps the font tools out of the system's Python, which Debian does not let pip touch.
[ -x "$work/venv/bin/pyftsubset" ] || {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet "fonttools==4.68.0" "brotli==1.2.0"
}

for line in "${packages[@]}"; do
    read -r name version folder <<<"$line"
    if [ ! -d "$work/sources-$version/$folder" ]; then
        echo "fetching $name $version"
        archive=$(cd "$work" && npm pack --silent "$name@$version")
        mkdir -p "$work/sources-$version/$folder"
        tar -xzf "$work/$archive" -C "$work/sources-$version/$folder" --strip-components=1
        rm "$work/$archive"
    fi
    mkdir -p "$work/sources"
    ln -sfn "../sources-$version/$folder" "$work/sources/$folder"
done

"$work/venv/bin/python" scripts/fonts.py "$work/sources" "$target"

# The licence of each font travels beside it, as the Open Font License asks.
for folder in noto-sans noto-sans-thai noto-sans-jp; do
    cp "$work/sources/$folder/LICENSE_FONT" "$target/OFL-$folder.txt"
done
cp "$work/sources/twemoji/LICENSE" "$target/LICENSE-twemoji.md"
git status --short -- assets/fonts || true
