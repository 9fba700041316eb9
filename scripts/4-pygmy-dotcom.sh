#!/usr/bin/env bash
# Terminal 4: the balancer.
exec "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/pygmy-dotcom" --port=8001 -l "$@"
