#!/usr/bin/env bash
# Serve while the database is for this version of the addon: wait until it is, and stop as soon as an update is announced.
# The service manager starts this again, and it waits for the update to end.
. "$(dirname "$0")/common.sh"
: "${KFZ_GRACE:=60}" "${KFZ_KILL_AFTER:=10}" "${KFZ_INTERFACE:=127.0.0.1}"

stop_odoo() { # in peace; after the time of grace cut off long requests, then kill
    kill -TERM "$odoo" 2> /dev/null || return 0
    local second
    for second in $(seq "$KFZ_GRACE"); do
        sleep 1
        kill -0 "$odoo" 2> /dev/null || return 0
    done
    kill -TERM "$odoo" 2> /dev/null || return 0
    sleep "$KFZ_KILL_AFTER"
    kill -KILL "$odoo" 2> /dev/null || true
}

watch() { # a server that does not answer says nothing about versions
    local now
    while sleep "$KFZ_POLL"; do
        if now="$(seen_tree 2> /dev/null)" && [ "$now" != "$tree" ]; then
            say "The database is being updated, or was: Odoo stops."
            stop_odoo
            return
        fi
    done
}

tree="$(own_tree)"
told=""
until seen="$(seen_tree 2> /dev/null)" && [ "$seen" = "$tree" ]; do
    [ -n "$told" ] || say "Waiting until the database is there and for this version (init.sh creates and updates it)."
    told=yes
    # in the background: a signal is heard at once
    sleep "$KFZ_POLL" &
    trap 'kill $! 2> /dev/null; exit 143' TERM INT
    wait $!
done
write_conf
odoo=""
trap '[ -z "$odoo" ] || stop_odoo &' TERM INT
# no word "server" before the options: Odoo starts its websocket process with the same arguments, after "gevent"
(become_odoo "$KFZ_ODOO" --config "$conf" -d "$KFZ_DATABASE" --http-interface "$KFZ_INTERFACE" "$@") &
odoo=$!
watch &
watcher=$!
while :; do
    code=0
    wait "$odoo" || code=$?
    kill -0 "$odoo" 2> /dev/null || break
done
kill "$watcher" 2> /dev/null || true
say "Odoo ended (exit code $code)."
exit "$code"
