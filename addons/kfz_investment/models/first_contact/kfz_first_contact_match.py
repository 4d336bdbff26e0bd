from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from ...domain import calendar, first_contact, names


class Asked(NamedTuple):
    """What a zone asks about: an enterprise of its own directory (an id), or one entered by hand (no id)."""

    zone_id: int
    partner_id: int
    identity: first_contact.Identity


class KfzFirstContact(models.Model):
    """The only place where claims of other zones are read to answer a check."""

    _inherit = "kfz.first.contact"

    @api.model
    def _kfz_find_claims_of_other_zones(self, asked):
        """The live claims of other zones that match what zones ask about, one per zone, with one query for all.

        Callers give away no more than ``first_contact.notice()`` and leave an entry on both sides.

        :param asked: list of ``Asked``
        :return: list of lists of ``first_contact.Hit`` in the order of ``asked``; ``claim`` is a record as superuser
        """
        self.flush_model(
            ["company_id", "state", "protected_until", "uscc", "name_key", "name", "claimed_from"]
        )
        # sudo: a claim is private to its zone; first contact tells that it exists, whose it is and since which month
        claims = self.sudo()
        found = [[] for _ask in asked]
        rows = self.env.execute_query(self._kfz_match_query(asked)) if asked else []
        matched = []
        # of thousands that may match, few do: only those are read
        for number, claim_id, *identity in rows:
            held = first_contact.Identity(identity[0], identity[1] or "", identity[2])
            if match := first_contact.match(asked[number].identity, held):
                matched.append((number, claim_id, match))
        by_id = {claim.id: claim for claim in claims.browse({row[1] for row in matched})}
        for number, claim_id, match in matched:
            claim = by_id[claim_id]
            found[number].append(
                first_contact.Hit(match, claim.company_id.id, claim.claimed_from, claim)
            )
        return [first_contact.best_by_zone(hits) for hits in found]

    @api.model
    def _kfz_match_query(self, asked):
        """(number, claim, its name, key and code) that may match: by code, by key and, where the database can, by similar
        key. Two different codes are two enterprises, and names with other numbers are not alike."""
        alike = (
            SQL(
                """OR c.name_key %% a.key AND (a.code IS NULL OR COALESCE(c.uscc, '') = '')
                   AND btrim(regexp_replace(c.name_key, '[^0-9]+', '.', 'g'), '.') = a.numbers"""
            )
            if self.pool.has_trigram
            else SQL()
        )
        return SQL(
            """SELECT a.n, c.id, c.name, c.name_key, c.uscc
                 FROM (VALUES %(asked)s) AS a (n, zone, key, code, numbers)
                 JOIN kfz_first_contact c
                   ON c.state = 'active' AND c.protected_until >= %(today)s AND c.company_id <> a.zone
                  AND (c.uscc = a.code OR c.name_key = a.key %(alike)s)
             ORDER BY a.n, c.id""",
            asked=SQL(", ").join(
                SQL(
                    "(%s::int, %s::int, %s::text, %s::text, %s::text)",
                    number,
                    ask.zone_id,
                    ask.identity.key,
                    ask.identity.code,
                    names.ascii_numbers(ask.identity.key),
                )
                for number, ask in enumerate(asked)
            ),
            today=calendar.today(),
            alike=alike,
        )
