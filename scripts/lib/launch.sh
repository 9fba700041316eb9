# shellcheck shell=bash
# What the launchers share: where the project is, which java, building what is missing. Sourced.

root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
modules=(database-server obelix-server pygmy-dotcom cacofonix stone-tablet)

say() { printf '%s\n' "$*" >&2; }

die() {
  say "${0##*/}: $*"
  exit 1
}

# Sets java, java_version (as 17.0.15) and java_major, from JAVA_HOME or else the PATH.
find_java() {
  local home
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || die "there is no bin/java in JAVA_HOME=$JAVA_HOME"
  else
    java=$(command -v java) || die "found no java: install a JDK 17 or later, or set JAVA_HOME"
  fi
  home=$(readlink -f -- "$java")
  home=${home%/bin/java}
  java_version=
  if [[ -r $home/release ]]; then
    java_version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$home/release")
  fi
  if [[ -z $java_version ]]; then
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  java_major=${java_version#1.}
  java_major=${java_major%%[!0-9]*}
  [[ ${java_major:-0} -ge 17 ]] || die "$java is version ${java_major:-unknown}, needs 17 or later"
}

is_built() {
  local module
  [[ -d $root/target/lib && -f $root/common/target/common.jar ]] || return 1
  for module in "${modules[@]}"; do
    [[ -f $root/$module/target/$module.jar ]] || return 1
  done
}

# Whether a source was changed after it was last built, by us (the stamp) or by hand (the jar).
is_outdated() {
  local module jar stamp=$root/target/built changed
  for module in common "${modules[@]}"; do
    jar=$root/$module/target/$module.jar
    [[ $stamp -nt $jar ]] && jar=$stamp
    changed=$(find "$root/pom.xml" "$root/$module/pom.xml" "$root/$module/src/main" \
      -newer "$jar" -print -quit)
    [[ -z $changed ]] || return 0
  done
  return 1
}

# build_if_needed missing|changed: builds if something is missing, or also if it changed. One at a
# time. With OLYMPICS_BUILD=no, as in a test that is part of a build: never.
build_if_needed() {
  local lock
  if [[ ${OLYMPICS_BUILD:-} == no ]]; then
    is_built || die "not built, and OLYMPICS_BUILD=no"
    return
  fi
  is_built && ! { [[ $1 == changed ]] && is_outdated; } && return
  exec {lock}<"$root"
  if command -v flock >/dev/null; then
    flock "$lock"
    is_built && ! { [[ $1 == changed ]] && is_outdated; } && exec {lock}<&- && return
  fi
  say "Building first: ./mvnw -q -DskipTests package (a minute or two if everything must be fetched)"
  mkdir -p "$root/target"
  : >"$root/target/built.new"
  (cd "$root" && ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip=true package </dev/null >&2) ||
    die "the build failed, see above"
  mv -f "$root/target/built.new" "$root/target/built"
  exec {lock}<&-
}

# The folder with SQLite's native library for this machine, as the build has unpacked it; may not exist,
# and then SQLite finds its library by itself.
native_folder() {
  local system machine
  system=$(uname -s)
  machine=$(uname -m)
  case $system in
    Darwin) system=Mac ;;
    Linux) ! compgen -G '/lib/ld-musl-*' >/dev/null || system=Linux-Musl ;;
  esac
  case $machine in
    amd64) machine=x86_64 ;;
    arm64) machine=aarch64 ;;
  esac
  printf '%s' "$root/database-server/target/native/org/sqlite/native/$system/$machine"
}

# run_jar server|client JAR [MAIN_CLASS] -- ARGUMENTS...: becomes the program.
run_jar() {
  local kind=$1 jar=$2 extra archive
  local -a flags=(-XX:+UseSerialGC -Xss512k '-Djdk.serialFilter=!*') what
  flags+=(-Djdk.tls.rejectClientInitiatedRenegotiation=true)
  # The tests look for buffers that are not given back; here each look costs, at a call in a hundred.
  flags+=(-Dio.netty.leakDetection.level=disabled)
  shift 2
  if [[ $kind == server ]]; then
    flags+=(-Xms32m -Xmx256m)
  else
    flags+=(-Xms16m -Xmx192m -XX:TieredStopAtLevel=1)
  fi
  # What the build has made of the classes that the program loads (olympics.system.ClassArchives).
  archive=${jar##*/}
  archive=$root/target/class-archives/${archive%.jar}-$java_version.jsa
  if [[ -f $archive ]]; then
    flags+=("-XX:SharedArchiveFile=$archive")
  fi
  if [[ ${jar##*/} == database-server.jar ]]; then
    flags+=("-Dorg.sqlite.lib.path=$(native_folder)")
  fi
  # SQLite's native library and Netty would be warned about.
  if [[ $java_major -ge 24 ]]; then
    flags+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
  read -ra extra <<<"${OLYMPICS_JAVA_OPTS:-}"
  if [[ $1 == -- ]]; then
    what=(-jar "$jar")
  else
    what=(-cp "$jar" "$1")
    shift
  fi
  shift
  export OLYMPICS_HOME=${OLYMPICS_HOME:-$root}
  exec "$java" "${flags[@]}" ${extra[@]+"${extra[@]}"} "${what[@]}" "$@"
}

# launch server|client MODULE ARGUMENTS...
launch() {
  local kind=$1 module=$2
  shift 2
  find_java
  build_if_needed missing
  run_jar "$kind" "$root/$module/target/$module.jar" -- "$@"
}
