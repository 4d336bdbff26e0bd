from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from ...domain import calendar, first_contact, names

#: so many of a zone's claims, the oldest, are compared before an index is asked for the similar ones among all
OLDEST = 200
#: a claim ``c`` that may be alike what ``a`` asks about; names with other numbers are not
ALIKE = SQL(
    """c.name_key %% a.key
       AND btrim(regexp_replace(c.name_key, '[^0-9]+', '.', 'g'), '.') = a.numbers"""
)


class Asked(NamedTuple):
    """What a zone asks about: an enterprise of its own directory (an id), or one entered by hand (no id)."""

    zone_id: int
    partner_id: int
    identity: first_contact.Identity


class KfzFirstContact(models.Model):
    """The only place where claims of other zones are read to answer a check."""

    _inherit = "kfz.first.contact"

    # of enterprises without a code, the only ones that who has a code may look like
    _codeless_idx = models.Index(
        lambda registry: (
            "USING gin (name_key gin_trgm_ops) WHERE COALESCE(uscc, '') = ''"
            if registry.has_trigram
            else ""
        )
    )
    # the oldest of a zone first
    _oldest_idx = models.Index("(company_id, claimed_from, id) WHERE state = 'active'")

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
        hits = [{} for _ask in asked]
        # in the order of certainty and of age: of thousands that may match, one per zone is looked for
        self._kfz_take(hits, asked, self._kfz_candidates(asked, True))
        zones = None
        if len(asked) == 1 and not asked[0].identity.code and self.pool.has_trigram:
            zones = self._kfz_take_oldest(hits, asked)
        if zones is None or zones:
            self._kfz_take(hits, asked, self._kfz_candidates(asked, False, zones))
        return self._kfz_with_claims(hits)

    @api.model
    def _kfz_take(self, hits, asked, rows):
        """Put the first match per zone among candidates into the hits."""
        for number, claim_id, zone_id, since, *identity in rows:
            if zone_id in hits[number]:
                continue
            held = first_contact.Identity(identity[0], identity[1] or "", identity[2])
            if match := first_contact.match(asked[number].identity, held):
                hits[number][zone_id] = first_contact.Hit(match, zone_id, since, claim_id)

    @api.model
    def _kfz_take_oldest(self, hits, asked):
        """Compare with the oldest claims of each zone: of a common trade, one of them is alike, and the oldest counts.

        :return: the zones with more claims than these, and no match among them
        """
        [ask] = asked
        rows = self.env.execute_query(
            SQL(
                """SELECT 0, c.id, c.company_id, c.claimed_from, c.name, c.name_key, c.uscc, c.is_near, c.place
                     FROM (VALUES (%(key)s::text, %(numbers)s::text)) AS a (key, numbers)
                    CROSS JOIN res_company z
                    CROSS JOIN LATERAL (
                          SELECT c.*, %(alike)s AS is_near,
                                 row_number() OVER (ORDER BY c.claimed_from, c.id) AS place
                            FROM kfz_first_contact c
                           WHERE c.state = 'active' AND c.company_id = z.id AND c.protected_until >= %(today)s
                           ORDER BY c.claimed_from, c.id
                           LIMIT %(oldest)s) c
                    WHERE z.id <> %(zone)s AND (c.is_near OR c.place = %(oldest)s)
                    ORDER BY z.id, c.place""",
                key=ask.identity.key,
                numbers=names.ascii_numbers(ask.identity.key),
                alike=ALIKE,
                today=calendar.today(),
                oldest=OLDEST,
                zone=ask.zone_id,
            )
        )
        self._kfz_take(hits, asked, [row for *row, is_near, _place in rows if is_near])
        return [row[2] for row in rows if row[-1] == OLDEST and row[2] not in hits[0]]

    @api.model
    def _kfz_with_claims(self, hits):
        """Lists of hits whose ``claim`` is a record instead of an id."""
        # sudo: a claim is private to its zone; first contact tells that it exists, whose it is and since which month
        claims = self.sudo().browse({hit.claim for found in hits for hit in found.values()})
        by_id = {claim.id: claim for claim in claims}
        return [
            first_contact.best_by_zone(
                hit._replace(claim=by_id[hit.claim]) for hit in found.values()
            )
            for found in hits
        ]

    @api.model
    def _kfz_candidates(self, asked, certain, zones=None):
        """(number, claim, zone, since, its name, key and code) that may match, for each number those with the same code first,
        then the oldest.

        :param certain: those with the same code or the same key; else, where the database can, those with a similar key
        :param zones: the zones whose claims are looked for; all others but the one that asks where it does not say
        """
        if certain:
            queries = [self._kfz_match_query(asked, SQL("c.uscc = a.code OR c.name_key = a.key"))]
        else:
            queries = self._kfz_alike_queries(asked, zones) if self.pool.has_trigram else []
        return [row for query in queries for row in self.env.execute_query(query)]

    @api.model
    def _kfz_alike_queries(self, asked, zones):
        """Who has a code is looked for only among claims without one, which have an index of their own: two different codes
        are two enterprises."""
        alike = SQL("%s AND c.company_id = ANY (%s)", ALIKE, zones) if zones else ALIKE
        with_code = [ask.identity.code and ask for ask in asked]
        without = [None if ask.identity.code else ask for ask in asked]
        return [
            self._kfz_match_query(some, condition)
            for some, condition in (
                (with_code, SQL("COALESCE(c.uscc, '') = '' AND %s", alike)),
                (without, alike),
            )
            if any(some)
        ]

    @api.model
    def _kfz_match_query(self, asked, condition):
        """The candidates by a condition; what is not to be asked about is empty."""
        return SQL(
            """SELECT a.n, c.id, c.company_id, c.claimed_from, c.name, c.name_key, c.uscc
                 FROM (VALUES %(asked)s) AS a (n, zone, key, code, numbers)
                 JOIN kfz_first_contact c
                   ON c.state = 'active' AND c.protected_until >= %(today)s AND c.company_id <> a.zone
                  AND (%(condition)s)
             ORDER BY a.n, (c.uscc = a.code) IS TRUE DESC, c.claimed_from, c.id""",
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
                if ask
            ),
            today=calendar.today(),
            condition=condition,
        )
