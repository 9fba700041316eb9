#!/usr/bin/env bash
# Terminal 1: the database server. Searches for other processes.
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/database-server" --uid=0 --port=8000 -l "$@"
