# shellcheck shell=bash
# The run file: which Games run, written by scripts/games and read by scripts/fault. Sourced.
#
# DATA_DIR/run/processes, for its owner only. First a line about scripts/games itself, then one for each
# process, with tabs between: name, state (runs, killed, ended), process id, start time of the process,
# command. A process is meant by id and start time together: an id alone may be another's later.

# data_directory GIVEN BASE_PORT: where the Games with these options keep what they have.
data_directory() {
  if [[ -n $1 ]]; then
    printf '%s' "$1"
  elif [[ -n ${OLYMPICS_DATA_DIR:-} ]]; then
    printf '%s' "$OLYMPICS_DATA_DIR"
  elif [[ $2 -eq 8000 ]]; then
    printf '%s' "$root/.olympics"
  else
    printf '%s' "$root/.olympics/port-$2"
  fi
}

# process_field PID NUMBER: a field of /proc/PID/stat, from the third on; what is in brackets before it
# may hold anything.
process_field() {
  local stat
  stat=$(<"/proc/$1/stat") || return 1
  read -ra stat <<<"${stat##*) }"
  printf '%s' "${stat[$2 - 3]}"
} 2>/dev/null

# When a process started, in the system's own words, which differ for any two processes of one id; - if
# there is none.
start_time() {
  local time
  if [[ -d /proc/self ]]; then
    time=$(process_field "$1" 22) || time=-
  else
    time=$(ps -o lstart= -p "$1") || time=-
  fi
  printf '%s' "$time"
}

# is_same PID START_TIME: whether that very process is still there.
is_same() { [[ $2 != - && $(start_time "$1") == "$2" ]]; }

# Whether a process is stopped (SIGSTOP).
is_stopped() {
  local state
  if [[ -d /proc/self ]]; then
    state=$(process_field "$1" 3) || return 1
  else
    state=$(ps -o state= -p "$1") || return 1
  fi
  [[ $state == T* ]]
}

write_run_file() {
  local i file=$run_folder/processes
  {
    printf 'games\truns\t%s\t%s\t%s\n' "$$" "$own_start" "$pipe"
    for i in "${!pids[@]}"; do
      printf '%s\t%s\t%s\t%s\t%s\n' \
        "${names[$i]}" "${states[$i]}" "${pids[$i]}" "${begun[$i]}" "${commands[$i]}"
    done
  } >"$file.new"
  mv -f -- "$file.new" "$file"
}

# read_run_file FILE: into the arrays names, states, pids, begun, commands, by the order of the lines,
# and games_pid, games_start and its pipe of scripts/games itself.
read_run_file() {
  local name state pid start command
  names=() states=() pids=() begun=() commands=()
  while IFS=$'\t' read -r name state pid start command; do
    if [[ $name == games ]]; then
      games_pid=$pid games_start=$start pipe=$command
    else
      names+=("$name") states+=("$state") pids+=("$pid") begun+=("$start") commands+=("$command")
    fi
  done <"$1"
}
