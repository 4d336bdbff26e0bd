#!/usr/bin/env bash
# Backups of database and files in KFZ_BACKUPS: backup.sh daily | once | before-update
# and what backup.py does on the same database: restore FILE --yes | back | drop NAME | settle
. "$(dirname "$0")/common.sh"
: "${KFZ_BACKUPS:=/backups}" "${KFZ_BACKUP_AT:=02:30}" "${KFZ_BACKUP_KEEP:=14}" "${KFZ_BACKUP_RETRY:=900}"
store="$KFZ_DATA/filestore"
programs=(${KFZ_PROGRAMS:+--programs "$KFZ_PROGRAMS"})

core() { python3 -B "$(dirname "$0")/backup.py" "$1" "${programs[@]}" --database "$KFZ_DATABASE" --filestore "$store" "${@:2}"; }
into() { # folder, how many to keep
    (umask 077 && mkdir -p "$1")
    core backup --into "$1" --keep "$2"
}

pause() { # in the background: a signal is heard at once
    sleep "$1" &
    wait $!
}
daily() {
    trap 'kill $! 2> /dev/null; exit 0' TERM INT
    local at
    while :; do
        # China's time without the time zone's file
        at="$(TZ=CST-8 date -d "$KFZ_BACKUP_AT" +%s)"
        [ "$at" -gt "$(date +%s)" ] || at=$((at + 86400))
        say "The next backup begins at $(TZ=CST-8 date -d "@$at" '+%F %H:%M')."
        pause $((at - $(date +%s)))
        until into "$KFZ_BACKUPS" "$KFZ_BACKUP_KEEP"; do
            say "There is no new backup; the reason is above. Trying again in $KFZ_BACKUP_RETRY seconds." >&2
            pause "$KFZ_BACKUP_RETRY"
        done
    done
}

case "${1:-}" in
    daily) daily ;;
    once) into "$KFZ_BACKUPS" "$KFZ_BACKUP_KEEP" ;;
    before-update) into "$KFZ_BACKUPS/before-update" 5 ;;
    restore | back | drop | settle)
        core "$@"
        # restored by root; the files are Odoo's
        [ "$(id -u)" != 0 ] || [ ! -d "$store" ] || chown -R "$KFZ_USER:" "$store"
        ;;
    *) give_up 2 "Say daily, once, before-update, restore FILE --yes, back, drop NAME or settle." ;;
esac
