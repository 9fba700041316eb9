#!/usr/bin/env bash
# Terminal 2: the first front-end, with a pull-based cache. Starts an election.
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/obelix-server" --uid=1 --port=8002 -l -c "$@"
