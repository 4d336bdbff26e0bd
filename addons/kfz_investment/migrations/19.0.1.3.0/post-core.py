from odoo.tools import SQL

#: models that are stamped since this version
STAMPED = ("base_import_mapping", "ir_embedded_actions")
#: those whose rows are stamped with companies that are no zones, too
ALL = (
    *STAMPED,
    "calendar_alarm",
    "calendar_event",
    "crm_tag",
    "discuss_channel",
    "ir_exports",
    "ir_filters",
    "mail_canned_response",
    "mail_template",
    "res_partner_category",
)


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
    _stamp_outside(cr)


def _stamp_outside(cr):
    """What employees of companies that are no zones have made is no longer shown in the zones."""
    for table in ALL:
        cr.execute(
            SQL(
                """
                UPDATE %(table)s made
                   SET kfz_zone_id = company.id
                  FROM res_users maker
                  JOIN res_company company ON company.id = maker.company_id AND company.zone_code IS NULL
                 WHERE maker.id = made.create_uid
                   AND made.kfz_zone_id IS NULL
                   AND maker.id > 1
                   AND NOT maker.share
                   AND NOT EXISTS (SELECT FROM res_groups_users_rel held
                                     JOIN ir_model_data known ON known.res_id = held.gid
                                    WHERE held.uid = maker.id AND known.module = 'base' AND known.name = 'group_system')
                """,
                table=SQL.identifier(table),
            )
        )
