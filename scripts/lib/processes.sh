# shellcheck shell=bash
# Starts, watches and stops the processes of scripts/games. Sourced.
#
# Signals only set flags or kill: the stopping itself is done by the main flow, which looks at the
# flags several times a second. The processes are told our id, and end by themselves when we do.
# What runs stands in the run file (lib/run-file.sh), and scripts/fault asks us over a pipe to kill a
# process or to start it again: nobody else could without our taking it for a failure.

# By the order of the first start, the same for all:
names=()
colours=()
commands=() # launcher and arguments, quoted
pids=()
begun=()   # start times of the processes, see lib/run-file.sh
readers=() # of what prefixes their lines
states=()  # runs, killed (as asked), or ended
asked_to_stop=0
requested=() # lines from scripts/fault that wait to be served
unfinished='' # the beginning of one, of which the rest is still to come
stop_tiers=('tablet-1 tablet-2 cacofonix' 'pygmy' 'obelix-1 obelix-2' 'database' 'links')

# prepare_processes RUN_FOLDER, which must be there
prepare_processes() {
  run_folder=$1
  parent=${OLYMPICS_PARENT_PID:-}
  export OLYMPICS_PARENT_PID=$$
  own_start=$(start_time $$)
  # Reading it with a limit also waits without another process. Not every file system has pipes.
  pipe=$run_folder/requests
  rm -f -- "$pipe"
  mkfifo -m 600 "$pipe" 2>/dev/null || { pipe=$(mktemp -d)/requests && mkfifo -m 600 "$pipe"; }
  exec {requests}<>"$pipe"
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

# Waits a moment; the end of the process that started us, if it told us its id, stops us too. A
# request is kept for later.
pause() {
  local request
  if IFS= read -rt 0.1 -u "$requests" request; then
    requested+=("$unfinished$request")
    unfinished=''
  else
    unfinished+=$request # the time may be over in the middle of a line
  fi
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
  local i=${#names[@]} command
  printf -v command ' %q' "${@:3}"
  names+=("$1")
  colours+=("$2")
  commands+=("${command:1}")
  launch_process "$i"
}

# launch_process INDEX MORE_ARGUMENTS...: starts it for the first time or again.
launch_process() {
  local i=$1 output
  local -a command
  eval "command=(${commands[$i]})"
  command+=("${@:2}")
  [[ $asked_to_stop -eq 0 ]] || finish 0
  note "$(shown "${command[@]}")"
  exec {output}> >(exec {requests}>&- && prefix_lines "${names[$i]}" "${colours[$i]}")
  readers[i]=$!
  "$here/${command[0]}" "${command[@]:1}" </dev/null >&"$output" 2>&1 {requests}>&- {output}>&- &
  pids[i]=$!
  begun[i]=$(start_time $!)
  states[i]=runs
  exec {output}>&-
  write_run_file
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
# ends well, as Cacofonix does after a replay, is let go; so is one that was killed as asked.
watch_processes() {
  local limit=$1 keep_going=$2 deadline i
  set_deadline $((${limit:-0} * 1000))
  while [[ $asked_to_stop -eq 0 ]]; do
    [[ -z $limit ]] || ! is_late || return 0
    for i in "${!pids[@]}"; do
      [[ ${states[$i]} == runs ]] || continue
      if ! is_alive "${pids[$i]}"; then
        states[i]=ended
        write_run_file
        if wait "${pids[$i]}" 2>/dev/null; then
          note "games: ${names[$i]} has ended"
        elif [[ -n $keep_going ]]; then
          note "games: ${names[$i]} failed, the others go on"
        else
          fail_because "${names[$i]}" "${pids[$i]}"
        fi
      elif ! is_alive "${readers[$i]}"; then
        finish 1 # nobody reads us any more
      fi
    done
    for i in "${!requested[@]}"; do
      serve_request "${requested[$i]}"
      unset "requested[$i]"
    done
    pause
  done
}

# serve_request 'kill NAME', or 'start NAME MORE_ARGUMENTS' with those quoted
serve_request() {
  local verb name more i
  local -a arguments
  read -r verb name more <<<"$1"
  eval "arguments=($more)"
  for i in "${!names[@]}"; do
    [[ ${names[$i]} == "$name" ]] || continue
    case $verb in
      kill)
        if [[ ${states[$i]} == runs ]]; then
          kill_process "$i"
          note "games: $name was killed, as asked; to start it again: scripts/fault restart $name"
        fi
        ;;
      start)
        [[ ${states[$i]} != runs ]] || end_process "$i"
        launch_process "$i" "${arguments[@]}"
        ;;
    esac
  done
}

# kill_process INDEX
kill_process() {
  states[$1]=killed
  ! is_same "${pids[$1]}" "${begun[$1]}" || kill -KILL "${pids[$1]}" 2>/dev/null || true
  wait "${pids[$1]}" 2>/dev/null || true # or else the shell tells of it in its own words
  write_run_file
}

# end_process INDEX: TERM, and KILL after three seconds.
end_process() {
  local i=$1 deadline
  states[i]=killed
  terminate "${pids[$i]}"
  set_deadline 3000
  while is_alive "${pids[$i]}" && ! is_late; do pause; done
  kill_process "$i"
}

# One that was stopped could not end.
terminate() {
  kill -TERM "$1" 2>/dev/null || true
  kill -CONT "$1" 2>/dev/null || true
}

# From the clients to the database, each tier with TERM and three seconds' time.
stop_processes() {
  local tier i deadline
  note "games: stopping"
  for tier in "${stop_tiers[@]}"; do
    for i in "${!pids[@]}"; do
      [[ " $tier " != *" ${names[$i]} "* ]] || [[ ${states[$i]} != runs ]] || terminate "${pids[$i]}"
    done
    set_deadline 3000
    for i in "${!pids[@]}"; do
      [[ " $tier " == *" ${names[$i]} "* && ${states[$i]} == runs ]] || continue
      while is_alive "${pids[$i]}" && ! is_late; do pause; done
      if is_alive "${pids[$i]}"; then
        note "games: ${names[$i]} did not end in time, killed"
        kill_process "$i"
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
  rm -f -- "$pipe" "$run_folder/processes"
}
