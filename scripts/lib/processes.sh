# shellcheck shell=bash
# Starts, watches and stops the processes of scripts/games. Sourced.
#
# Signals only set flags or kill: the stopping itself is done by the main flow, which looks at the
# flags several times a second. The processes are told our id, and end by themselves when we do.

names=()   # in order of start
pids=()    # of the processes, in the same order
readers=() # of what prefixes their lines
asked_to_stop=0
stop_tiers=('tablet-1 tablet-2 cacofonix' 'pygmy' 'obelix-1 obelix-2' 'database')

prepare_processes() {
  local folder
  parent=${OLYMPICS_PARENT_PID:-}
  export OLYMPICS_PARENT_PID=$$
  # A pipe that nobody writes to: reading it with a limit waits without another process.
  folder=$(mktemp -d)
  mkfifo "$folder/idle"
  exec {idle}<>"$folder/idle"
  rm -r -- "$folder"
  coloured=
  [[ ! -t 1 || -n ${NO_COLOR:-} || ${TERM:-dumb} == dumb ]] || coloured=yes
  trap on_signal INT TERM HUP
  trap '' PIPE # who reads us may go away: watch_processes notices
  trap kill_processes EXIT
}

on_signal() {
  asked_to_stop=$((asked_to_stop + 1))
  [[ $asked_to_stop -lt 2 ]] || exit 130
}

# Milliseconds, in the variable now.
read_clock() { now=$((${EPOCHREALTIME/[.,]/} / 1000)); }

# set_deadline MILLISECONDS; is_late says whether it has passed.
set_deadline() { read_clock && deadline=$((now + $1)); }
is_late() { read_clock && [[ $now -ge $deadline ]]; }

# Waits a moment; the end of the process that started us, if it told us its id, stops us too.
pause() {
  read -rt 0.1 -u "$idle" || true
  if [[ -n $parent && $asked_to_stop -eq 0 ]] && ! is_alive "$parent"; then
    asked_to_stop=1
  fi
}

note() { printf '%s\n' "$*" 2>/dev/null || true; }

is_alive() { kill -0 "$1" 2>/dev/null; }

is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# How a server on that port of this machine begins its answer when it is asked for its id in plain
# text; nothing, if there is none.
status_line() {
  local call='<methodCall><methodName>get_id</methodName></methodCall>'
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'POST /RPC2 HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: text/xml\r\n' "$1" >&3
    printf 'Content-Length: %d\r\nConnection: close\r\n\r\n%s' "${#call}" "$call" >&3
    IFS= read -rt 2 reply <&3
    printf '%s' "${reply%$'\r'}"
  ) 2>/dev/null
}

# Whether it answers; that it refuses plain text, where it has certificates, is an answer too.
answers() { [[ $(status_line "$1") == HTTP/1.1\ * ]]; }

# Where a browser finds the page of a server that answers: where it has certificates, plain text is a
# bad request.
page_on() {
  local scheme=http
  [[ $(status_line "$1") != HTTP/1.1\ 400\ * ]] || scheme=https
  printf '%s://localhost:%d/' "$scheme" "$1"
}

# The command line of one of our launchers, as a shell takes it.
shown() {
  local text
  printf -v text ' %q' "${@:2}"
  printf 'scripts/%s%s' "$1" "$text"
}

# Puts a name before each line. Lives until the last line was read, whatever signals come.
prefix_lines() {
  local before line
  trap '' INT TERM HUP
  trap - PIPE
  printf -v before '%-9s | ' "$1"
  [[ -z $coloured ]] || before=$'\e['"$2m$before"$'\e[0m'
  if sed -u '' </dev/null >/dev/null 2>&1; then
    exec sed -u "s/^/$before/"
  fi
  while IFS= read -r line || [[ -n $line ]]; do
    printf '%s%s\n' "$before" "$line"
  done
}

# start NAME COLOUR LAUNCHER ARGUMENTS...
start() {
  local name=$1 colour=$2 launcher=$3 output
  shift 3
  [[ $asked_to_stop -eq 0 ]] || finish 0
  note "$(shown "$launcher" "$@")"
  exec {output}> >(exec {idle}>&- && prefix_lines "$name" "$colour")
  readers+=($!)
  "$here/$launcher" "$@" </dev/null >&"$output" 2>&1 {idle}>&- {output}>&- &
  pids+=($!)
  names+=("$name")
  exec {output}>&-
}

# start_after NAME COLOUR NOTHING OWN_PORT LAUNCHER ARGUMENTS...: starts it and, if it has a port
# (not -), waits until it answers.
start_after() {
  start "$1" "$2" "${@:5}"
  [[ $4 == - ]] || await_answer "$1" "$4" "${pids[-1]}"
}

# await_answer NAME PORT PID: asks the process until it answers; it may take its time on a busy machine,
# but not for ever.
await_answer() {
  local name=$1 port=$2 pid=$3 deadline
  set_deadline 60000
  until answers "$port"; do
    [[ $asked_to_stop -eq 0 ]] || finish 0
    is_alive "$pid" || fail_because "$name" "$pid"
    if is_late; then
      note "games: $name does not answer on port $port after 60 s"
      finish 1
    fi
    pause
  done
}

# fail_because NAME PID
fail_because() {
  local status=0
  wait "$2" 2>/dev/null || status=$?
  note "games: $1 failed with exit code $status, stopping the others"
  finish 1
}

finish() {
  stop_processes
  exit "$1"
}

# Until asked to stop, the time (in seconds, if given) is over, or a process fails. A process that
# ends well, as Cacofonix does after a replay, is let go.
watch_processes() {
  local limit=$1 keep_going=$2 deadline i
  local -A ended=()
  set_deadline $((${limit:-0} * 1000))
  while [[ $asked_to_stop -eq 0 ]]; do
    [[ -z $limit ]] || ! is_late || return 0
    for i in "${!pids[@]}"; do
      if [[ -z ${ended[$i]:-} ]] && ! is_alive "${pids[$i]}"; then
        ended[$i]=yes
        if wait "${pids[$i]}" 2>/dev/null; then
          note "games: ${names[$i]} has ended"
        elif [[ -n $keep_going ]]; then
          note "games: ${names[$i]} failed, the others go on"
        else
          fail_because "${names[$i]}" "${pids[$i]}"
        fi
      elif ! is_alive "${readers[$i]}" && [[ -z ${ended[$i]:-} ]]; then
        finish 1 # nobody reads us any more
      fi
    done
    pause
  done
}

# From the clients to the database, each tier with TERM and three seconds' time.
stop_processes() {
  local tier i deadline
  note "games: stopping"
  for tier in "${stop_tiers[@]}"; do
    for i in "${!pids[@]}"; do
      [[ " $tier " != *" ${names[$i]} "* ]] || kill -TERM "${pids[$i]}" 2>/dev/null || true
    done
    set_deadline 3000
    for i in "${!pids[@]}"; do
      [[ " $tier " == *" ${names[$i]} "* ]] || continue
      while is_alive "${pids[$i]}" && ! is_late; do pause; done
      if is_alive "${pids[$i]}"; then
        note "games: ${names[$i]} did not end in time, killed"
        kill -KILL "${pids[$i]}" 2>/dev/null || true
        wait "${pids[$i]}" 2>/dev/null || true # or else the shell tells of it in its own words
      fi
    done
  done
  await_last_lines
  note "games: stopped"
}

await_last_lines() {
  local reader deadline
  set_deadline 2000
  for reader in "${readers[@]}"; do
    while is_alive "$reader" && ! is_late; do pause; done
  done
}

kill_processes() {
  local pid
  for pid in $(jobs -pr); do
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}
