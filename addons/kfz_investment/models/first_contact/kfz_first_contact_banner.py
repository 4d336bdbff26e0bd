from odoo import api, fields, models
from odoo.exceptions import UserError

from .kfz_first_contact_match import Asked

OFFICERS = "kfz_investment.group_kfz_officer"


class KfzFirstContactBanner(models.AbstractModel):
    """What the own zone was last told about an enterprise, on the pages of the enterprise and its projects.

    Read from the zone's own log: looking at a page asks nobody, so nothing that another zone does shows by itself.
    """

    _name = "kfz.first.contact.banner"
    _description = "First-contact notice on a page"

    first_contact_check_id = fields.Many2one(
        "kfz.first.contact.check",
        "Last first-contact check",
        compute="_compute_first_contact",
        groups=OFFICERS,
    )
    first_contact_notice = fields.Text(
        "First contact", compute="_compute_first_contact", groups=OFFICERS
    )
    first_contact_request = fields.Char(
        "Promotion together", compute="_compute_first_contact", groups=OFFICERS
    )
    first_contact_claim_id = fields.Many2one(
        "kfz.first.contact",
        "Our first-contact claim",
        compute="_compute_first_contact",
        groups=OFFICERS,
    )

    def _kfz_first_contact_subject(self):
        """(zones, enterprise) of this record: those for which and about which is asked."""
        raise NotImplementedError

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_first_contact(self):
        subjects = {record: record._kfz_first_contact_subject() for record in self}
        partners = (
            self.env["res.partner"]
            .union(*(partner for _zones, partner in subjects.values()))
            ._origin
        )
        claims, checks, requests = self._kfz_first_contact_of(partners)
        for record, (zones, partner) in subjects.items():
            keys = [(zone.id, partner._origin.id) for zone in zones]
            claim = next((claims[key] for key in keys if key in claims), None)
            check = next(
                (checks[key] for key in keys if key in checks and checks[key].notices), None
            )
            told = check and (not claim or claim.is_shared)
            record.first_contact_claim_id = claim or False
            record.first_contact_check_id = check if told else False
            record.first_contact_notice = "\n".join(check._kfz_notice_lines()) if told else False
            request = told and next(
                (
                    requests[
                        check.company_id.id, zone.id, partner._kfz_first_contact_identity().key
                    ]
                    for zone in check.holder_ids
                    if (check.company_id.id, zone.id, partner._kfz_first_contact_identity().key)
                    in requests
                ),
                None,
            )
            record.first_contact_request = request._kfz_label() if request else False

    def _kfz_first_contact_of(self, partners):
        """The own zones' live claims, last checks and last requests about enterprises, as the user may read them."""
        asked = [
            Asked(zone.id, partner.id, None) for zone in self.env.companies for partner in partners
        ]
        Claim, Request = self.env["kfz.first.contact"], self.env["kfz.first.contact.request"]
        claims = {
            (claim.company_id.id, claim.partner_id.id): claim
            for claim in Claim.search(
                [("partner_id", "in", partners.ids), ("state", "=", "active")]
            )
        }
        checks = (
            {
                key: check.with_env(self.env)
                for key, check in self.env["kfz.first.contact.check"]._kfz_latest(asked).items()
            }
            if asked
            else {}
        )
        keys = [partner._kfz_first_contact_identity().key for partner in partners] if checks else []
        requests = (
            {
                (request.company_id.id, request.holder_id.id, request.name_key): request
                for request in Request.search(
                    [("name_key", "in", keys), ("company_id", "in", self.env.companies.ids)],
                    order="id",
                )
            }
            if keys
            else {}
        )
        return claims, checks, requests

    def action_first_contact_check(self):
        """Ask the other zones now; the answer opens."""
        self.ensure_one()
        self.check_access("read")
        zones, partner = self._kfz_first_contact_subject()
        zone = (self.env.company & zones) or zones[:1]
        if not zone or not partner:
            raise UserError(self.env._("Choose the enterprise of the project first."))
        check = self.env["kfz.first.contact.check"]._kfz_ask_by_hand(
            zone, partner.name, partner.vat, partner, "button"
        )
        return check._kfz_open_answer()

    def action_first_contact_request(self):
        """Ask the zone on the banner to promote together."""
        self.ensure_one()
        return self.first_contact_check_id.action_request()

    def _kfz_first_contact_note(self, origin):
        """Check the enterprises of these records because they were entered; those that the zone itself claims need none."""
        pairs = {}
        for record in self:
            zones, partner = record._kfz_first_contact_subject()
            if partner and zones:
                pairs[zones[0].id, partner.id] = partner
        if not pairs:
            return
        # sudo: the own zone's claims, whoever enters the record
        own = (
            self.env["kfz.first.contact"]
            .sudo()
            .search(
                [
                    ("state", "=", "active"),
                    ("company_id", "in", [zone for zone, _partner in pairs]),
                    ("partner_id", "in", [partner for _zone, partner in pairs]),
                ]
            )
        )
        held = {
            (claim.company_id.id, claim.partner_id.id) for claim in own if claim._kfz_is_alive()
        }
        self.env["kfz.first.contact.check"]._kfz_ask(
            [
                Asked(*key, partner._kfz_first_contact_identity())
                for key, partner in pairs.items()
                if key not in held
            ],
            origin,
        )
