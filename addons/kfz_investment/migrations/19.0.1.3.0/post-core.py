from odoo.tools import SQL

#: models that are stamped since this version
STAMPED = ("base_import_mapping", "ir_embedded_actions")


def migrate(cr, version):
    """Saved pages and learnt headings belong to the zone of whoever made them; what came with modules stays common.

    The module of password rules comes with this version and a length of its own.
    """
    cr.execute(
        "UPDATE ir_config_parameter SET value = '12' WHERE key = 'auth_password_policy.minlength' AND value = '8'"
    )
    for table in STAMPED:
        cr.execute(
            SQL(
                """
                UPDATE %(table)s made
                   SET kfz_zone_id = zone.id
                  FROM %(table)s same
                  LEFT JOIN res_users maker ON maker.id = same.create_uid
                  LEFT JOIN res_company zone
                    ON zone.id = maker.company_id AND zone.zone_code IS NOT NULL AND maker.id > 1
                 WHERE same.id = made.id
                """,
                table=SQL.identifier(table),
            )
        )
