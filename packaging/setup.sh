# shellcheck shell=sh
# What start.sh and check.sh share: system packages, then .venv. Read by them with `.`, not run by itself.
#
# Both only add: a system package that is missing, a .venv that is missing or out of date.
# When nothing is to do this takes a few hundredths of a second.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
venv=$root/.venv
stamp=$venv/okaeri-setup

# What a Debian or Ubuntu with nothing on it lacks. "a/b": b is the same library under its newer name.
# The list after the interpreter is what Qt asks for: windows, X11, Wayland, fonts, printers.
run_packages='
    python3 python3-venv ca-certificates
    libgl1 libegl1 libopengl0 libxkbcommon0 libdbus-1-3 libfontconfig1 libfreetype6
    libglib2.0-0/libglib2.0-0t64 libcups2/libcups2t64
    libx11-6 libx11-xcb1 libxkbcommon-x11-0 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0
    libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
    libwayland-client0 libwayland-cursor0 libwayland-egl1
'

# --- words ------------------------------------------------------------------------------------

# say ENGLISH JAPANESE: one line, in the language of the desk's user.
say() {
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        ja*) printf '%s\n' "$2" ;;
        *) printf '%s\n' "$1" ;;
    esac
}

give_up() {
    say "$@" >&2
    exit 1
}

# --- system packages --------------------------------------------------------------------------

# need_packages NAME…: installs what running the desk needs, and NAME…, as far as it is missing; or
# says the one line that does.
need_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then no_apt; fi
    # shellcheck disable=SC2086 # words
    set -- $run_packages "$@"
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0

    line="apt-get update && apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null; then
        as_root=sudo
    else
        ask_for "$line"
    fi
    say "Installing system packages:$missing" "システムのパッケージを入れています:$missing"
    # shellcheck disable=SC2086 # $as_root and $missing are words
    apt_quietly $as_root $missing || ask_for "$line"
    missing=$(missing_packages "$@")
    [ -z "$missing" ] || ask_for "$line"
}

# Prints, each after a space, what of NAME… the system does not have.
missing_packages() {
    # shellcheck disable=SC2046 # words
    have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(printf '%s ' "$@" | tr / ' ') 2>/dev/null || :)
    for names in "$@"; do
        found=
        for name in $(printf %s "$names" | tr / ' '); do
            case "
$have
" in
                *"
installed $name
"*) found=yes ;;
            esac
        done
        # The first name is also what the newer library says it provides, so apt knows it everywhere.
        [ -n "$found" ] || printf ' %s' "${names%%/*}"
    done
}

# apt_quietly [sudo] NAME…
apt_quietly() {
    sudo=
    if [ "$1" = sudo ]; then
        sudo=sudo
        shift
    fi
    set -- -y --no-install-recommends "$@"
    log=$(mktemp)
    # Another update may be under way (they like to start with the computer): wait for it.
    if {
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 update </dev/null >"$log" 2>&1
        # A source that could not be read is no reason to stop: the packages may be known already.
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 install "$@" </dev/null >>"$log" 2>&1
    }; then
        rm -f "$log"
    else
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# ask_for LINE: the line alone on its line, so that it can be copied.
ask_for() {
    say 'Some system packages are missing. Please have an administrator (root) run this line, then start again:' \
        '必要なシステムパッケージがありません。管理者 (root) に次の1行を実行してもらい、もう一度始めてください。' >&2
    printf '%s\n' "$1" >&2
    exit 1
}

no_apt() {
    say 'This script sets up Debian and Ubuntu, and found no apt here.' \
        'このスクリプトは Debian と Ubuntu 用です。apt が見つかりません。' >&2
    say "Elsewhere Okaeri needs Python 3.11 or newer and the libraries of Qt 6; then, in $root:" \
        "ほかのシステムでは Python 3.11 以降と Qt 6 のライブラリが必要です。$root で次を実行してください。" >&2
    printf '%s\n' \
        'python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.txt && .venv/bin/pip install --no-deps --no-build-isolation -e . && .venv/bin/okaeri demo' >&2
    exit 1
}

# --- .venv ------------------------------------------------------------------------------------

# need_venv run|dev: a .venv with what requirements.txt (and requirements-dev.txt) pin, and the project.
need_venv() {
    venv_is_ready "$1" && return
    # Two impatient clicks: the second waits for the first, and then finds all done.
    (
        flock 9
        venv_is_ready "$1" || make_venv "$1"
    ) 9>"$root/.venv.lock" || exit 1
}

# The stamp is written last, so an interrupted set-up has none. It names the folder, since a moved
# .venv does not work, the interpreter, since a system upgrade changes it, and what was installed.
venv_is_ready() {
    [ -f "$stamp" ] || return 1
    wanted=$(stamp_lines "$1")
    case $1 in
        run) [ "$(sed 4d "$stamp")" = "$wanted" ] ;;
        dev) [ "$(cat "$stamp")" = "$wanted" ] ;;
    esac
}

stamp_lines() {
    printf '%s\n' "$root"
    readlink -f "$venv/bin/python"
    sha256sum <"$root/requirements.txt"
    [ "$1" = run ] || sha256sum <"$root/requirements-dev.txt"
}

make_venv() {
    case $1 in
        run) requirements='requirements.txt' ;;
        dev) requirements='requirements-dev.txt' ;;
    esac
    # For checking, a .venv that can run the desk only lacks something; any other is made anew.
    if [ "$1" = run ] || [ "$(cat "$stamp" 2>/dev/null)" != "$(stamp_lines run)" ]; then
        say 'Making .venv' '.venv を作っています'
        "$(find_python)" -m venv --clear "$venv" ||
            give_up 'Could not make .venv.' '.venv を作れませんでした。'
    fi
    rm -f "$stamp"
    say "Installing $requirements (the first time takes a minute or two)" \
        "$requirements を入れています (初回は1〜2分かかります)"
    install_python --require-hashes -r "$root/$requirements" ||
        give_up 'Could not install them. Is the network up? Run this again; what was done is kept.' \
            '入れられませんでした。ネットワークを確かめて、もう一度実行してください。'
    # The warnings are setuptools' remarks on editable installs in general.
    PYTHONWARNINGS=ignore install_python --no-deps --no-build-isolation -e "$root" ||
        give_up 'Could not install the project itself.' 'プログラム本体を入れられませんでした。'
    stamp_lines "$1" >"$stamp"
}

# A Python of 3.11 or newer: the system's, or else the one that the shell finds.
find_python() {
    for python in /usr/bin/python3 python3; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$python"
            return
        fi
    done
    give_up 'Okaeri needs Python 3.11 or newer: Debian 12, Ubuntu 24.04, or later.' \
        'Python 3.11 以降が必要です (Debian 12、Ubuntu 24.04 以降)。'
}

# pip, not led astray by settings meant for other work: other versions, other folders. What says
# where to download from (PIP_INDEX_URL) stays, since a mirror serves the same files.
install_python() {
    env -u PIP_FIND_LINKS -u PIP_CONSTRAINT -u PIP_NO_BINARY -u PIP_TARGET -u PIP_PREFIX -u PIP_USER \
        -u PYTHONPATH -u PYTHONHOME \
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@"
}
