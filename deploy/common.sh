# Sourced by init.sh and serve.sh inside the container: database options, and the Python packages that the image lacks.
set -euo pipefail
packages=/var/lib/odoo/python
wanted=(pypinyin phonenumbers)
if ! PYTHONPATH="$packages" python3 -c "import pypinyin, phonenumbers" 2>/dev/null; then
    for name in "${wanted[@]}"; do
        sed 's/#.*//' /mnt/requirements/odoo.txt | grep "^$name[=<>]" || true
    done > /tmp/wanted.txt
    python3 -m pip install --quiet --no-cache-dir --target "$packages" --requirement /tmp/wanted.txt
fi
export PYTHONPATH="$packages"
# Odoo reads the password from PGPASSWORD: it stands on no command line
PGPASSWORD="$(cat "$PASSWORD_FILE")"
export PGPASSWORD
database=(--config /etc/odoo/odoo.conf --db_host "$HOST" --db_port "$PORT" --db_user "$USER" --data-dir /var/lib/odoo)
