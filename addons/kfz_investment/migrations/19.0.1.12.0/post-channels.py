"""Keys of robots that are kept as they were entered are sealed; those in backups made before stay as they are."""

from odoo.addons.kfz_investment.models.digest import sealed_keys


def migrate(cr, version):
    cr.execute("SELECT value FROM ir_config_parameter WHERE key = 'database.secret'")
    secret = cr.fetchone()[0]
    for column in ("token", "secret"):
        cr.execute(
            f"SELECT id, {column} FROM kfz_channel WHERE {column} != '' AND {column} NOT LIKE %s",
            [f"{sealed_keys.MARK}%"],
        )
        for number, key in cr.fetchall():
            cr.execute(
                f"UPDATE kfz_channel SET {column} = %s WHERE id = %s",
                [sealed_keys.seal(secret, key), number],
            )
