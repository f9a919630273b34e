#!/bin/sh
# Sets up what is missing, then opens the desk on a demo shop. Needs nothing but a Debian or Ubuntu.
#
#   sh packaging/start.sh                 opens the demo desk (without a screen: prints its papers)
#   sh packaging/start.sh --setup-only    stops when .venv/bin/okaeri is there
#   sh packaging/start.sh DIR …           goes on to `okaeri demo DIR …`
set -eu

# shellcheck source=packaging/setup.sh
. "$(dirname -- "$0")/setup.sh"

need_packages
need_venv run

if [ "${1:-}" = --setup-only ]; then
    say "Ready: $venv/bin/okaeri" "準備ができました: $venv/bin/okaeri"
    exit
fi

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say 'No screen here: making the demo shop and printing its papers.' \
        '画面がないので、デモの店を作り、書類だけを出力します。'
    set -- "$@" --no-window
fi
exec "$venv/bin/okaeri" demo "$@"
