#!/usr/bin/env bash
# Terminal 6: a tablet.
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/stone-tablet" --port=8005 --serport=8001 -l "$@"
