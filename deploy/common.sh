# Sourced by init.sh, serve.sh and backup.sh: in a container, where root starts them, and under systemd as the user odoo.
# PGHOST, PGPORT and PGUSER come from the environment; psql, pg_dump and Odoo all read them.
set -euo pipefail
: "${KFZ_HOME:=/opt/kfz}" "${KFZ_DATA:=/var/lib/odoo}" "${KFZ_RUN:=/run/kfz}" "${KFZ_DATABASE:=kfz}"
: "${KFZ_CONF:=$KFZ_HOME/odoo.conf}" "${KFZ_ODOO:=odoo}" "${KFZ_USER:=odoo}" "${KFZ_POLL:=5}"
: "${PASSWORD_FILE:=${CREDENTIALS_DIRECTORY:+$CREDENTIALS_DIRECTORY/db_password}}"
: "${ADMIN_PASSWORD_FILE:=${CREDENTIALS_DIRECTORY:+$CREDENTIALS_DIRECTORY/admin_password}}"

say() { echo "kfz: $*"; }
give_up() { # exit code, sentences
    local code="$1"
    shift
    say "$@" >&2
    exit "$code"
}

# A file secret keeps the mode 600 and the owner of the host: root reads it here, the user odoo never can.
# libpq and Odoo read the password from the environment: it stands on no command line.
if [ -n "$PASSWORD_FILE" ]; then
    [ -r "$PASSWORD_FILE" ] || give_up 1 "Nobody can read the database's password in $PASSWORD_FILE. Write it there."
    PGPASSWORD="$(cat "$PASSWORD_FILE")"
    export PGPASSWORD
fi

become_odoo() { # replaces this (sub)shell by a command of the user odoo
    if [ "$(id -u)" = 0 ]; then
        export HOME="$KFZ_DATA"
        exec setpriv --reuid "$KFZ_USER" --regid "$KFZ_USER" --init-groups --no-new-privs "$@"
    fi
    exec "$@"
}
run_odoo() { (become_odoo "$KFZ_ODOO" "$@"); }

# admin_passwd can only be set in the file. The database manager is closed; should anybody open it, nobody knows the word.
write_conf() {
    mkdir -p "$KFZ_RUN"
    conf="$KFZ_RUN/odoo.conf"
    (
        umask 077
        rm -f "$conf"
        cat "$KFZ_CONF" > "$conf"
        printf '\nadmin_passwd = %s\ndata_dir = %s\n' "$(head -c 32 /dev/urandom | base64 -w 0)" "$KFZ_DATA" >> "$conf"
    )
    if [ "$(id -u)" = 0 ]; then
        chown "$KFZ_USER:" "$conf" "$KFZ_DATA"
    fi
}

sql() { psql -X -v ON_ERROR_STOP=1 -d "$1" -Atc "$2"; }

# How many connections Odoo holds (not backups, which may go on)
others() {
    sql postgres "SELECT count(*) FROM pg_stat_activity
        WHERE datname = '$KFZ_DATABASE' AND application_name LIKE 'odoo-%'"
}

# What the database is for: the hash of the addon that updated it, "updating …" during an update, nothing if there is none.
# Fails when the server cannot be asked.
seen_tree() {
    local found ask="SELECT value FROM ir_config_parameter WHERE key = 'kfz.launcher.tree'"
    sql "$KFZ_DATABASE" "$ask" 2> /dev/null && return
    found="$(sql postgres "SELECT 1 FROM pg_database WHERE datname = '$KFZ_DATABASE'")" || return 1
    [ -n "$found" ] || return 0
    found="$(sql "$KFZ_DATABASE" "SELECT to_regclass('public.ir_config_parameter')")" || return 1
    [ -n "$found" ] || return 0
    sql "$KFZ_DATABASE" "$ask"
}
set_tree() {
    sql "$KFZ_DATABASE" "INSERT INTO ir_config_parameter (key, value) VALUES ('kfz.launcher.tree', '$1')
        ON CONFLICT (key) DO UPDATE SET value = excluded.value" > /dev/null
}
own_tree() { python3 -B "$KFZ_HOME/tools/kfz/tree.py" "$KFZ_HOME/addons" "$(run_odoo --version)"; }
