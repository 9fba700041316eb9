#!/usr/bin/env bash
# Terminal 5: simulates updates to the Games.
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/cacofonix" --serport=8001 -l "$@"
