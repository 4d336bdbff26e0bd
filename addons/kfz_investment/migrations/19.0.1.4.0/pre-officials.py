"""Every official is a person or a unit, and a name belongs to one of each in a zone.

Before the column is made required: where it was left out, the database did not see that a name was there already.
"""

import logging

_logger = logging.getLogger(__name__)
#: the one that was entered as a person keeps the name, then the one in use, then the first
_TWICE = """
    SELECT id, name
      FROM (SELECT id, name,
                   row_number() OVER (
                       PARTITION BY company_id, name, COALESCE(is_unit, false)
                           ORDER BY is_unit IS NULL, active DESC, id
                   ) AS place
              FROM kfz_official) officials
     WHERE place > 1
  ORDER BY id
"""


def migrate(cr, version):
    """The second of a name keeps its projects and login, and gets its number behind the name, for a manager to look at."""
    cr.execute(_TWICE)
    for ident, name in cr.fetchall():
        renamed = _free_name(cr, ident, name)
        cr.execute("UPDATE kfz_official SET name = %s WHERE id = %s", [renamed, ident])
        _logger.warning(
            "Official “%s” (%s) was there twice in its zone and is now called “%s”. Look at its login, hand its projects over or rename it.",
            name,
            ident,
            renamed,
        )
    cr.execute("UPDATE kfz_official SET is_unit = false WHERE is_unit IS NULL")
    _logger.info("%s officials without a kind are now persons", cr.rowcount)


def _free_name(cr, ident, name):
    """The name with the number of the record, of which there is one, and with as many signs as make it new."""
    renamed = f"{name} ({ident})"
    while True:
        cr.execute("SELECT 1 FROM kfz_official WHERE name = %s", [renamed])
        if not cr.fetchone():
            return renamed
        renamed += "*"
