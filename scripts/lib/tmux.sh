# shellcheck shell=bash
# The panes of scripts/games --tmux: a tmux of their own, so that nobody's settings of panes and
# sessions get into each other's way. Sourced.

# prepare_panes BASE_PORT PAGES: goes back to the panes if they are there already; else they will say
# below which pages there are.
prepare_panes() {
  command -v tmux >/dev/null || die "--tmux needs tmux, which is not installed"
  tmux=(env -u TMUX tmux -u -L "olympics-$1")
  pane_ids=()
  pages=$2
  if "${tmux[@]}" has-session -t games 2>/dev/null; then
    show_panes
    exit 0
  fi
}

# open_pane NAME COLOUR AWAITED_PORT OWN_PORT LAUNCHER ARGUMENTS...: a pane that waits until the
# server on the awaited port answers (-: on none), then runs the command.
open_pane() {
  local name=$1 command id
  printf -v command ' %q' bash "$here/lib/pane.sh" "$3" "${@:5}"
  if [[ ${#pane_ids[@]} -eq 0 ]]; then
    id=$("${tmux[@]}" new-session -d -P -F '#{pane_id}' -s games -x 200 -y 60 "exec$command")
    "${tmux[@]}" set-option -g pane-border-status top >/dev/null
    "${tmux[@]}" set-option -g pane-border-format ' #{pane_title} ' >/dev/null
    "${tmux[@]}" set-option -g mouse on >/dev/null
    "${tmux[@]}" set-option -g status 2 >/dev/null
    "${tmux[@]}" set-option -g @pages "$pages" >/dev/null
    "${tmux[@]}" set-option -g 'status-format[1]' ' Open: #{@pages}' >/dev/null
    "${tmux[@]}" set-option -g status-left-length 100 >/dev/null
    "${tmux[@]}" set-option -g status-left \
      ' The Games · Ctrl-b Q stops all · Ctrl-b d leaves them running · Ctrl-b z enlarges a pane' >/dev/null
    "${tmux[@]}" set-option -g status-right '' >/dev/null
    "${tmux[@]}" set-option -gw window-status-format '' >/dev/null
    "${tmux[@]}" set-option -gw window-status-current-format '' >/dev/null
    "${tmux[@]}" bind-key Q kill-session >/dev/null
  else
    id=$("${tmux[@]}" split-window -d -P -F '#{pane_id}' -t "${pane_ids[-1]}" "exec$command")
  fi
  "${tmux[@]}" select-pane -t "$id" -T "$name"
  "${tmux[@]}" select-layout -t "$id" tiled >/dev/null
  pane_ids+=("$id")
}

# Shows them in this terminal, if it is one. What is said before stands there again afterwards.
show_panes() {
  say "games: open in a browser: $("${tmux[@]}" show-option -gqv @pages)"
  if [[ -t 0 && -t 1 ]]; then
    "${tmux[@]}" attach-session -t games || true
  fi
  if "${tmux[@]}" has-session -t games 2>/dev/null; then
    say "games: running in seven panes of tmux; to see them:  ${tmux[*]:3} attach"
    say "                                      to stop them: ${tmux[*]:3} kill-session"
  fi
}
