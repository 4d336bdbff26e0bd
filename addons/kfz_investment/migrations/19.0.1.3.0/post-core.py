from odoo.tools import SQL

#: models that are stamped since this version
STAMPED = ("base_import_mapping", "ir_embedded_actions")


def migrate(cr, version):
    """Saved pages and learnt headings belong to the zone of whoever made them; what came with modules stays common."""
    for table in STAMPED:
        cr.execute(
            SQL(
                """
                UPDATE %(table)s made
                   SET kfz_zone_id = zone.id
                  FROM %(table)s same
                  JOIN res_users maker ON maker.id = same.create_uid
                  LEFT JOIN res_company zone
                    ON zone.id = maker.company_id AND zone.zone_code IS NOT NULL AND maker.id > 1
                 WHERE same.id = made.id
                """,
                table=SQL.identifier(table),
            )
        )
