#!/usr/bin/env bash
# Create the database, or update it when the addon has changed; ends at once when there is nothing to do.
. /mnt/deploy/common.sh
tree="$(find /mnt/extra-addons -type f ! -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)"
seen="$(psql -h "$HOST" -p "$PORT" -U "$USER" -d kfz -Atc \
    "SELECT value FROM ir_config_parameter WHERE key = 'kfz.launcher.tree'" 2>/dev/null || true)"
if [ "$tree" = "$seen" ]; then
    echo "The database is up to date."
    exit 0
fi
if [ -z "$seen" ]; then
    demo=(--without-demo=True)
    [ -z "${KFZ_DEMO:-}" ] || demo=(--with-demo)
    odoo "${database[@]}" -d kfz --skip-auto-install -i kfz_investment --load-language=zh_CN,en_US "${demo[@]}" \
        --workers=0 --no-http --stop-after-init
    # no admin/admin, not even for a moment: Odoo serves only after this script has ended
    ADMIN_PASSWORD="$(cat "$ADMIN_PASSWORD_FILE")" odoo shell "${database[@]}" -d kfz --workers=0 --no-http < /mnt/deploy/first.py
else
    # mended words of ours reach the database; names that the office gave its own records stay
    odoo "${database[@]}" -d kfz -u kfz_investment --i18n-overwrite --workers=0 --no-http --stop-after-init
fi
TREE="$tree" odoo shell "${database[@]}" -d kfz --workers=0 --no-http <<'PYTHON'
import os
env['ir.config_parameter'].set_param('kfz.launcher.tree', os.environ['TREE'])
env.cr.commit()
PYTHON
