#!/bin/sh
# Everything CI runs, in one command: sets up what is missing, runs every check, sums up at the end.
set -eu

# shellcheck source=packaging/setup.sh
. "$(dirname -- "$0")/setup.sh"

# cups-daemon: a page is printed through a real queue, on a server of the test's own.
need_packages xvfb xauth gettext shellcheck sqlite3 cups-daemon
need_venv dev

# A home of its own: no check reads or changes what belongs to the person who runs it.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
unset OKAERI_BOOK XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR \
    WAYLAND_DISPLAY PYTHONPATH PYTHONHOME PYTEST_ADDOPTS
# OKAERI_CHECK: no test is left out for want of a program that this script has just installed.
export HOME="$home" LC_ALL=C.UTF-8 OKAERI_CHECK=1 QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

cd "$root"
failed=
# check NAME COMMAND…: runs it, remembers whether it failed, goes on.
check() {
    name=$1
    shift
    printf '\n--- %s\n' "$name"
    "$@" || failed="$failed $name"
}

check ruff .venv/bin/ruff check .
check format .venv/bin/ruff format --check .
check imports .venv/bin/lint-imports --no-cache
check mypy .venv/bin/mypy
check shellcheck shellcheck packaging/start.sh packaging/check.sh packaging/setup.sh .ci/run
# The command that the README opens with, as on a computer without a screen.
check start env -u DISPLAY sh packaging/start.sh "$home/demo"
# Last, so that its closing line stands at the end. An X server is at hand for the tests that want one.
check pytest xvfb-run -a -s '-screen 0 1366x768x24' .venv/bin/python -m pytest -n 2

if [ -n "$failed" ]; then
    printf '\nFailed:%s\n' "$failed"
    exit 1
fi
