#!/usr/bin/env bash
# Terminal 7: another tablet.
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/stone-tablet" --port=8006 --serport=8001 -l "$@"
