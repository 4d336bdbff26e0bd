from odoo import api, fields, models
from odoo.exceptions import UserError

from .kfz_first_contact_match import Asked

OFFICERS = "kfz_investment.group_kfz_officer"


class KfzFirstContactBanner(models.AbstractModel):
    """What the user's zone was last told about an enterprise, on the pages of the enterprise and its projects.

    Read from the zone's own log: viewing a page asks no other zone, so nothing that another zone does shows by itself.
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
        "First-contact request", compute="_compute_first_contact", groups=OFFICERS
    )
    first_contact_claim_id = fields.Many2one(
        "kfz.first.contact",
        "Our first-contact claim",
        compute="_compute_first_contact",
        groups=OFFICERS,
    )

    def _kfz_first_contact_subject(self):
        """(zones, enterprise) of this record: the zones that ask and the enterprise they ask about."""
        raise NotImplementedError

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_first_contact(self):
        subjects = {record: record._kfz_first_contact_subject() for record in self}
        partners = (
            self.env["res.partner"]
            .union(*(partner for _zones, partner in subjects.values()))
            ._origin
        )
        claims = self._kfz_first_contact_claims(partners)
        answers = self._kfz_first_contact_answers(_asking(partners, subjects, claims))
        requests = self._kfz_first_contact_requests(answers)
        for record, (zones, partner) in subjects.items():
            keys = _keys(zones, partner)
            claim, check = _first_found(claims, keys), _first_found(answers, keys)
            if claim and not claim.is_shared:
                check = False
            request = check and _first_found(requests, _request_keys(check, partner))
            record.first_contact_claim_id = claim
            record.first_contact_check_id = check
            record.first_contact_notice = check and "\n".join(check._kfz_notice_lines())
            record.first_contact_request = request and request._kfz_label()

    def _kfz_first_contact_claims(self, partners):
        """{(zone id, enterprise id): active claim}, as the user may read them."""
        claims = self.env["kfz.first.contact"].search_fetch(
            [("partner_id", "in", partners.ids), ("state", "=", "active")],
            ["company_id", "partner_id", "is_shared", "name"],
        )
        return {(claim.company_id.id, claim.partner_id.id): claim for claim in claims}

    def _kfz_first_contact_answers(self, partners):
        """{(zone id, enterprise id): last check of one of the user's zones}, of those that found a claim."""
        asked = [
            Asked(zone.id, partner.id, None) for zone in self.env.companies for partner in partners
        ]
        latest = self.env["kfz.first.contact.check"]._kfz_latest(asked) if asked else {}
        return {key: check.with_env(self.env) for key, check in latest.items() if check.notices}

    def _kfz_first_contact_requests(self, answers):
        """{(asking zone id, holder id, name key): last request of one of the user's zones} after such answers."""
        if not answers:
            return {}
        partners = self.env["res.partner"].browse({partner for _zone, partner in answers})
        keys = [partner._kfz_first_contact_identity().key for partner in partners]
        requests = self.env["kfz.first.contact.request"].search(
            [("name_key", "in", keys), ("company_id", "in", self.env.companies.ids)], order="id"
        )
        return {
            (request.company_id.id, request.holder_id.id, request.name_key): request
            for request in requests
        }

    def action_first_contact_check(self):
        """Ask the other zones now and open the answer."""
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
        """Ask the zone on the banner for joint promotion."""
        self.ensure_one()
        return self.first_contact_check_id.action_request()

    def _kfz_first_contact_note(self, origin, is_new=False):
        """Check the enterprises of these records because they were entered; those that the zone itself claims need none.

        :param is_new: whether these have just been made, and no claim or check since: none is of them
        """
        subjects = [record._kfz_first_contact_subject() for record in self]
        pairs = {
            (zones[0].id, partner.id): partner for zones, partner in subjects if zones and partner
        }
        if not pairs:
            return
        # sudo: the zone's own claims, whoever enters the record
        held = () if is_new else self.env["kfz.first.contact"].sudo()._held_pairs(pairs)
        self.env["kfz.first.contact.check"]._kfz_ask(
            [
                Asked(*key, partner._kfz_first_contact_identity())
                for key, partner in pairs.items()
                if key not in held
            ],
            origin,
            is_new,
        )


def _keys(zones, partner):
    """(zone id, enterprise id) of a record's subject."""
    return [(zone.id, partner._origin.id) for zone in zones]


def _asking(partners, subjects, claims):
    """Those of the enterprises about which a zone needs an answer: it needs none about what it claims for itself alone."""
    asking = partners.browse()
    for zones, partner in subjects.values():
        claim = _first_found(claims, _keys(zones, partner))
        if not claim or claim.is_shared:
            asking |= partner._origin
    return asking


def _first_found(found, keys):
    """The value of the first of some keys that is there, or False."""
    return next((found[key] for key in keys if key in found), False)


def _request_keys(check, partner):
    """The keys of possible requests about an enterprise to the zones on the answer of a check."""
    name_key = partner._kfz_first_contact_identity().key
    return [(check.company_id.id, zone.id, name_key) for zone in check.holder_ids]
