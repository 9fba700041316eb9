# shellcheck shell=bash
# Finds the name that was probably meant. Sourced.

# distance A B: insertions, deletions and replacements from one to the other.
distance() {
  local a=$1 b=$2 i j cost least
  local -a before=() now
  for ((j = 0; j <= ${#b}; j++)); do before[j]=$j; done
  for ((i = 1; i <= ${#a}; i++)); do
    now=("$i")
    for ((j = 1; j <= ${#b}; j++)); do
      cost=1
      [[ ${a:i-1:1} != "${b:j-1:1}" ]] || cost=0
      least=$((before[j - 1] + cost))
      ((before[j] + 1 >= least)) || least=$((before[j] + 1))
      ((now[j - 1] + 1 >= least)) || least=$((now[j - 1] + 1))
      now[j]=$least
    done
    before=("${now[@]}")
  done
  printf '%d' "${before[-1]}"
}

# nearest TYPED NAMES...: the nearest name, if it is near enough to be worth a question.
nearest() {
  local typed=${1,,} name best='' least steps
  least=$((${#typed} / 3 + 2))
  for name in "${@:2}"; do
    steps=$(distance "$typed" "$name")
    [[ $steps -ge $least ]] || { least=$steps && best=$name; }
  done
  printf '%s' "$best"
}
