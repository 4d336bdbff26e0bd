from odoo import models

from ...domain import uscc


class KfzReferral(models.Model):
    """Persons who cannot be intermediaries: officials, the investor and its affiliates (plan, annex 6, article 8)."""

    _inherit = "kfz.referral"

    def _kfz_find_persons(self):
        yield from self._kfz_find_register()
        yield from self._kfz_find_affiliation()
        yield from self._kfz_find_agreement()
        yield from self._kfz_find_officials()

    def _kfz_find_register(self):
        """An intermediary that has left the register, or that the zone does not take."""
        intermediary = self.intermediary_id
        if not intermediary.is_intermediary:
            yield (
                "no_intermediary",
                self.env._(
                    "%(name)s is no longer in the register of intermediaries.",
                    name=intermediary.name,
                ),
            )
        if (
            not intermediary.is_company
            and not self.company_id._kfz_settings().kfz_person_intermediaries
        ):
            yield (
                "person",
                self.env._(
                    "%(name)s is a natural person, and the zone takes referrals from organisations only.",
                    name=intermediary.name,
                ),
            )

    def _kfz_find_affiliation(self):
        """An intermediary that is the enterprise, or belongs to it."""
        intermediary, enterprises = self.intermediary_id, self._kfz_enterprises()
        if intermediary in enterprises or (
            intermediary.vat and intermediary.vat == self.enterprise_code
        ):
            yield "self", self.env._("The intermediary is the enterprise itself.")
        elif self._kfz_is_affiliate(enterprises):
            yield (
                "affiliate",
                self.env._(
                    "The intermediary and the enterprise are affiliated: they belong to the same group."
                ),
            )

    def _kfz_find_agreement(self):
        """An intermediary without an agreement in force."""
        # sudo: whether there is an agreement; an officer may read it anyway
        agreements = (
            self.env["kfz.intermediary.agreement"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.intermediary_id.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        )
        if not any(agreements.mapped("is_in_force")):
            yield (
                "no_agreement",
                self.env._(
                    "The zone has no agreement in force with %(name)s.",
                    name=self.intermediary_id.name,
                ),
            )

    def _kfz_is_affiliate(self, enterprises):
        """Whether intermediary and enterprise belong to one group, at any distance, or are linked as parent and child.

        A zone may have entered the group of the one itself and use the common record for the other: their codes tell.
        """
        # sudo: only whether the two are linked, in the directory that the zone sees
        one = self.intermediary_id.sudo()._kfz_affiliation()
        other = enterprises.sudo()._kfz_affiliation()
        codes = set(filter(uscc.is_valid, one.mapped("vat")))
        return bool(one & other or codes.intersection(other.mapped("vat")))

    def _kfz_find_officials(self):
        """Persons of the intermediary who work for the zone: known by their login; a name alone is only a hint."""
        # sudo: the staff of the zone is compared, not shown
        persons = (
            self.intermediary_id | self.intermediary_id.child_ids | self.member_ids.partner_id
        ).sudo()
        staff = persons.filtered(lambda person: any(not user.share for user in person.user_ids))
        if staff:
            yield (
                "official",
                self.env._(
                    "%(name)s of the intermediary works for the zone's investment promotion.",
                    name=staff[0].name,
                ),
            )
        names = {person.name for person in persons if not person.is_company} | set(
            self.member_ids.mapped("name")
        )
        # sudo: as above
        namesake = (
            self.env["kfz.official"]
            .sudo()
            .search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("is_unit", "=", False),
                    ("name", "in", list(names)),
                ],
                limit=1,
            )
        )
        if namesake:
            yield (
                "namesake",
                self.env._(
                    "An official of the zone has the name of one of the intermediary's people, %(name)s: make sure that they are "
                    "not the same person.",
                    name=namesake.name,
                ),
            )
