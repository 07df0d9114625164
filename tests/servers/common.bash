# What the scripts beside this file and those of tests/cluster share: free ports, processes that are
# known by their own id, waiting with a deadline. To be sourced.
set -euo pipefail

fail() { echo "${self:-$(basename "$0")}: $*" >&2; exit 1; }

# until_true SECONDS WHAT COMMAND…: polls; fails with WHAT where the condition does not come true.
until_true() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        ((SECONDS < deadline)) || fail "$what"
        sleep 0.05  # the pause between two looks, not the synchronisation
    done
}

# A port that nothing listens on. Below those that the system gives to outgoing connections, so that
# nobody takes it while its server is down and is to come back.
free_port() {
    local host=$1 port
    while port=$((20000 + RANDOM % 12000)); do
        (: <"/dev/tcp/$host/$port") 2>/dev/null || break
    done
    echo "$port"
}

# --- processes ------------------------------------------------------------------------------------
# A file names a process by its id and the time of its start, so that another process which got the
# same id later is never meant.

# The state letter and the start time of a process; nothing where there is none.
process_stat() {
    local line
    read -r line 2>/dev/null <"/proc/$1/stat" || return 0
    set -- ${line##*) }
    echo "$1 ${20}"
}

# note_process FILE PID
note_process() {
    local state since
    read -r state since < <(process_stat "$2") || return 1
    echo "$2 $since" >"$1"
}

# The id of the process that FILE names, if it lives. One that is dead and only waits for its parent
# to look (Z) does not.
process_of() {
    local pid since state now
    read -r pid since 2>/dev/null <"$1" || return 1
    read -r state now < <(process_stat "$pid") || return 1
    [[ $now == "$since" && $state != [ZX] ]] || return 1
    echo "$pid"
}

is_gone() { ! process_of "$1" >/dev/null; }

# send_signal NAME FILE: nothing where the process is gone.
send_signal() {
    local pid
    pid=$(process_of "$2") || return 0
    kill "-$1" "$pid" 2>/dev/null || true
}

# stop_process FILE SIGNAL SECONDS: SIGKILL where the process does not end in time.
stop_process() {
    send_signal "$2" "$1"
    local deadline=$((SECONDS + $3))
    until is_gone "$1" || ((SECONDS >= deadline)); do sleep 0.05; done
    send_signal KILL "$1"
    until_true 10 "the process in $1 does not end" is_gone "$1"
    rm -f "$1"
}

# spawn PIDFILE LOG COMMAND…: starts a process of its own session that holds none of our files but
# LOG, with as many open files as the system allows.
spawn() {
    local pidfile=$1 log=$2
    shift 2
    (
        ulimit -n "$(ulimit -Hn)"
        exec setsid "$@" </dev/null >>"$log" 2>&1
    ) &
    note_process "$pidfile" $! || true  # it may have ended already: whoever waits will see
    disown
}

# The options that servers share: sets host, port and the array rest.
read_options() {
    host='' port='' rest=()
    while (($#)); do
        case $1 in
            --host) host=${2:?--host takes an address}; shift 2 ;;
            --port) port=${2:?--port takes a number}; shift 2 ;;
            *) rest+=("$1"); shift ;;
        esac
    done
    [[ $port != 0 ]] || port=''
}

# --- HTTP -----------------------------------------------------------------------------------------

# http_get HOST PORT PATH [NAME]: the whole answer, head and body, of the server at HOST:PORT which
# knows itself by NAME; fails where none comes in two seconds.
http_get() {
    timeout 2 bash -c '
        exec 3<>"/dev/tcp/$0/$1" || exit 1
        printf "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$2" "$3" >&3
        cat <&3' "$1" "$2" "$3" "${4:-$1:$2}" 2>/dev/null
}
