#!/usr/bin/env bash
# Create the database, or update it when the addon has changed; ends at once when there is nothing to do.
# An update announces itself: the database is then for no version, every serve.sh stops its Odoo and waits.
# Exit code 78: the update failed, and trying again will not help.
. "$(dirname "$0")/common.sh"
: "${KFZ_STOP_WAIT:=120}"

wait_for_odoo_to_stop() {
    local deadline=$((SECONDS + KFZ_STOP_WAIT))
    while [ "$(others)" != 0 ]; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            say "Odoo does not stop; its connections are cut."
            sql postgres "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = '$KFZ_DATABASE' AND application_name LIKE 'odoo-%'" > /dev/null
            sleep "$KFZ_POLL"
            [ "$(others)" = 0 ] || give_up 1 "An Odoo that does not stop connects again. Stop it, then start this once more."
            return
        fi
        sleep 1
    done
}

# Odoo commits an update of a module together with this moment; reset after a failure, states do not touch it.
written() { sql "$KFZ_DATABASE" "SELECT extract(epoch FROM write_date) FROM ir_module_module WHERE name = 'kfz_investment'"; }

saved=""
failed() {
    local code=$? now
    if ! now="$(written)"; then
        say "PostgreSQL does not answer: the next start finds out what the update has left." >&2
        code=1
    elif [ "$now" = "$stamp" ]; then
        set_tree "$before"
        say "The update failed and nothing of it was kept: the version before may serve on. The reason is above." >&2
    else
        say "The update failed half-way: no version serves this database now. The reason is above." \
            "Restore ${saved:-your last backup} with the version before, or update again with a mended version." >&2
    fi
    [ "$code" = 1 ] || code=78
    exit "$code"
}

create() {
    local demo=(--without-demo=True)
    [ -z "${KFZ_DEMO:-}" ] || demo=(--with-demo)
    [ -r "$ADMIN_PASSWORD_FILE" ] || give_up 1 "Nobody can read the administrator's password in $ADMIN_PASSWORD_FILE. Write it there."
    run_odoo "${options[@]}" --skip-auto-install -i kfz_investment --load-language=zh_CN,en_US "${demo[@]}" \
        --workers=0 --no-http --stop-after-init
    # no admin/admin, not even for a moment: Odoo serves only once the tree below is set
    ADMIN_PASSWORD="$(cat "$ADMIN_PASSWORD_FILE")" run_odoo shell "${options[@]}" --workers=0 --no-http \
        < "$(dirname "$0")/first.py"
    set_tree "$tree"
}

update() {
    set_tree "updating $before $stamp"
    trap failed EXIT
    say "Waiting until Odoo has stopped."
    wait_for_odoo_to_stop
    if [ -n "${KFZ_BACKUPS:-}" ]; then
        saved="$KFZ_BACKUPS/before-update"
        bash "$(dirname "$0")/backup.sh" before-update || give_up 78 "There is no backup, so nothing is updated."
    else
        say "KFZ_BACKUPS names no folder: there is no backup before this update."
    fi
    say "Updating."
    # mended words of ours reach the database; names that the office gave its own records stay
    run_odoo "${options[@]}" -u kfz_investment --i18n-overwrite --workers=0 --no-http --stop-after-init || exit 78
    set_tree "$tree"
    trap - EXIT
}

# one at a time
exec 9> "$KFZ_DATA/kfz-init.lock"
flock 9
tree="$(own_tree)"
seen="$(seen_tree)" || give_up 1 "PostgreSQL does not answer. Look at its log, and at PGHOST, PGPORT, PGUSER and the password."
# a restore that was killed is ended, or taken back
bash "$(dirname "$0")/backup.sh" settle || give_up 1 "A broken restore stands in the way; the reason is above."
seen="$(seen_tree)"
if [ "$tree" = "$seen" ]; then
    say "The database is up to date."
    exit 0
fi
write_conf
options=(--config "$conf" -d "$KFZ_DATABASE")
if [ -z "$seen" ]; then
    say "Creating the database."
    create
else
    stamp="$(written)"
    before="$seen"
    case "$seen" in
        # an update was broken off: what was before it still counts
        "updating "*) read -r _ before first_stamp <<< "$seen" ;;
    esac
    if [ "$before" = "$tree" ] && [ "${first_stamp:-}" = "$stamp" ]; then
        set_tree "$tree"
        say "An update by another version was rolled back; the database is for this version."
        exit 0
    fi
    stamp="${first_stamp:-$stamp}"
    update
fi
say "The database is ready."
