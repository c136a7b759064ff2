#!/bin/sh
# Speaks like the rasteriser and draws nothing: whatever comes in becomes the same small picture, eleven times.
#
# For where a deck is needed and no pictures are looked at: the swarm's scene and its test. The name is the BLAKE3 of
# the picture.
set -eu

pages=11
name=503d2bbdb5a1fb18ff1ab59bc3e81dfafb167b22b2db2a4a88e1efa3188f8d04

/bin/cat >/dev/null
printf 'RIFF\000\000\000\000WEBP, as far as anybody looks' >"$2/$name"
echo "{\"pages\":$pages}"
file="{\"name\":\"$name\",\"width\":960,\"height\":540}"
page=1
while [ "$page" -le "$pages" ]; do
    echo "{\"drawing\":$page}"
    echo "{\"drawn\":{\"page\":$page,\"large\":$file,\"small\":$file,\"flaws\":[]}}"
    page=$((page + 1))
done
echo '{"done":{"peak_bytes":1}}'
