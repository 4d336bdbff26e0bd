#!/usr/bin/env bash
# For systemd: update the database if the addon has changed, then serve. Exit code 78: the update failed.
here="$(dirname "$0")"
bash "$here/init.sh" || exit
exec bash "$here/serve.sh" "$@"
