#!/usr/bin/env bash
# One pane of scripts/games --tmux: pane.sh AWAITED_PORT LAUNCHER ARGUMENTS... Shows the command, waits
# until the server on that port answers (-: on none), and runs it, again after each Enter.
set -uo pipefail
scripts=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
# shellcheck source=processes.sh
source "$scripts/lib/processes.sh"
trap : INT # ends the program, not the pane

awaited=$1
shift
printf '$ %s\n' "$(shown "$@")"
if [[ $awaited != - ]] && ! answers "$awaited"; then
  printf 'asking on port %s until there is an answer ...\n' "$awaited"
  until answers "$awaited"; do
    sleep 0.2
  done
fi
while true; do
  status=0
  "$scripts/$@" || status=$?
  printf '\nIt ended with exit code %d. Enter starts it again, Ctrl-D closes this pane.\n' "$status"
  IFS= read -r || exit 0
  printf '$ %s\n' "$(shown "$@")"
done
