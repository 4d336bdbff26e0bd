"""Words of workbooks get a zone: those that people of a zone made are that zone's, those of the addon stay common.

Before the new words are loaded: one of them may be what a zone has taught the import, which is not common any more.
"""

import logging

_logger = logging.getLogger(__name__)
_GIVE_ZONE = """
    UPDATE kfz_import_alias made
       SET company_id = zone.id
      FROM kfz_import_alias same
      JOIN res_users maker ON maker.id = same.create_uid AND maker.id > 1
      JOIN res_company zone ON zone.id = maker.company_id AND zone.zone_code IS NOT NULL
     WHERE same.id = made.id
       AND made.company_id IS NULL
       AND NOT EXISTS (SELECT FROM ir_model_data known
                        WHERE known.model = 'kfz.import.alias'
                          AND known.res_id = made.id
                          AND known.module = 'kfz_investment')
"""
_ARCHIVE = """
    UPDATE kfz_import_alias made
       SET active = false
     WHERE made.company_id IS NULL
       AND made.active
       AND NOT EXISTS (SELECT FROM ir_model_data known
                        WHERE known.model = 'kfz.import.alias'
                          AND known.res_id = made.id
                          AND known.module = 'kfz_investment')
 RETURNING made.id, made.kind, made.alias
"""


def migrate(cr, version):
    """Words of authors without a zone would hold in all zones: they are archived, for an administrator to look at."""
    cr.execute("ALTER TABLE kfz_import_alias ADD COLUMN IF NOT EXISTS company_id integer")
    # of all zones and for archived words too; the new ones are made with the table
    cr.execute(
        "DROP INDEX IF EXISTS kfz_import_alias_heading_unique, kfz_import_alias_value_unique"
    )
    cr.execute("ALTER TABLE kfz_import_alias ALTER COLUMN field DROP NOT NULL")
    cr.execute(_GIVE_ZONE)
    _logger.info("%s words of workbooks now belong to the zone of their author", cr.rowcount)
    cr.execute(_ARCHIVE)
    for ident, kind, alias in cr.fetchall():
        _logger.warning(
            "Word “%s” of “%s” (%s) is archived: its author works in no zone. Unarchive it to use it in all zones, or delete it.",
            alias,
            kind,
            ident,
        )
