"""Enterprises whose parent is an enterprise belong to its group, which has a field and a page of its own now."""

import logging

_logger = logging.getLogger(__name__)
#: pairs that the rules of groups allow: the group is common or of the same zone
_PAIRS = """
    SELECT member.id, member.parent_id
      FROM res_partner member
      JOIN res_partner head ON head.id = member.parent_id
     WHERE member.is_enterprise AND head.is_enterprise AND member.group_id IS NULL
       AND (head.company_id IS NULL OR head.company_id = member.company_id)
"""
#: core lets nobody hang a contact below itself, but groups that were entered since may close a circle
_ABOVE = """
    WITH RECURSIVE above(id) AS (
        SELECT %s::int
         UNION
        SELECT partner.group_id FROM above JOIN res_partner partner USING (id) WHERE partner.group_id IS NOT NULL
    )
    SELECT id FROM above
"""


def migrate(cr, version):
    """Nothing is taken from a group that somebody chose; proposals for a parent become proposals for a group."""
    cr.execute(_PAIRS)
    count = 0
    for member, head in cr.fetchall():
        cr.execute(_ABOVE, [head])
        if (member,) in cr.fetchall():
            _logger.warning(
                "Enterprise %s heads the group of its parent %s: look at both.", member, head
            )
            continue
        cr.execute("UPDATE res_partner SET group_id = %s WHERE id = %s", [head, member])
        count += 1
    _logger.info("%s enterprises belong to the group of their parent now", count)
    cr.execute("UPDATE kfz_directory_proposal_line SET name = 'group_id' WHERE name = 'parent_id'")
    _logger.info("%s changes in proposals name the group instead of the parent", cr.rowcount)
