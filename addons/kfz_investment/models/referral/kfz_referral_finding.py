from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain import calendar, referral, uscc


class KfzReferral(models.Model):
    """What stands in the way of a referral, and what a manager should weigh: rules in ``domain/referral``, facts from here."""

    _inherit = "kfz.referral"

    blocking_text = fields.Text("In the way of acceptance", compute="_compute_findings")
    warning_text = fields.Text("To be weighed", compute="_compute_findings")
    conflict_ids = fields.Many2many(
        "kfz.referral",
        compute="_compute_conflicts",
        string="Other referrals of this enterprise",
        help="Open referrals of the same zone with the same code, the same enterprise or a similar name.",
    )
    has_conflict = fields.Boolean(
        "In conflict", compute="_compute_conflicts", search="_search_has_conflict"
    )

    @api.depends("state", "partner_id", "attachment_ids", "declared_on", "member_ids", "lead_id")
    @api.depends_context("lang", "uid")
    def _compute_findings(self):
        for record in self:
            found = record._kfz_findings() if record.id and record.state == "registered" else []
            record.blocking_text = (
                "\n".join(text for code, text in found if code in referral.BLOCKING) or False
            )
            record.warning_text = (
                "\n".join(text for code, text in found if code not in referral.BLOCKING) or False
            )

    # conflicts

    @api.depends("state", "partner_id", "enterprise_name", "enterprise_code", "company_id")
    def _compute_conflicts(self):
        pairs = self._kfz_conflict_pairs(self.ids)
        for record in self:
            others = pairs.get(record._origin.id, ())
            record.conflict_ids = [(6, 0, others)]
            record.has_conflict = bool(others)

    def _search_has_conflict(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("id", "in", list(self._kfz_conflict_pairs()))
        return domain if True in value else ~domain

    @api.model
    def _kfz_conflict_pairs(self, ids=None):
        """Open referrals of one zone that name the same enterprise: {id: ids of the others}, found with one query.

        Both of a pair belong to one zone, so who reads one may read the other.
        """
        if ids is not None and not ids:
            return {}
        self.flush_model(
            ["company_id", "state", "partner_id", "enterprise_code", "enterprise_name", "name_key"]
        )
        alike = (
            SQL("a.name_key %% b.name_key")
            if self.pool.has_trigram
            else SQL("a.name_key = b.name_key")
        )
        rows = self.env.execute_query_dict(
            SQL(
                """
            SELECT a.id, b.id AS other, a.partner_id = b.partner_id AS same,
                   a.partner_id != b.partner_id AS other_enterprise, a.enterprise_name AS name, a.enterprise_code AS code,
                   b.enterprise_name AS other_name, b.enterprise_code AS other_code
              FROM kfz_referral a
              JOIN kfz_referral b ON b.company_id = a.company_id AND b.id != a.id AND b.state IN %(open)s
                   AND (b.partner_id = a.partner_id OR b.enterprise_code = a.enterprise_code OR %(alike)s)
             WHERE a.state IN %(open)s AND a.company_id IN %(zones)s %(only)s
          ORDER BY b.registered_on, b.id
            """,
                open=referral.OPEN,
                alike=alike,
                zones=tuple(self.env.companies.ids or [0])
                if not self.env.su
                else SQL("(SELECT id FROM res_company)"),
                only=SQL("AND a.id IN %s", tuple(ids)) if ids else SQL(),
            )
        )
        pairs = {}
        for row in rows:
            same = (row["same"] and "enterprise") or referral.same_enterprise(
                row["name"], row["code"], row["other_name"], row["other_code"]
            )
            # two that the zone has matched to different enterprises are alike by name only
            if same and not (same == "name" and row["other_enterprise"]):
                pairs.setdefault(row["id"], []).append(row["other"])
        return pairs

    # findings

    def _kfz_check_acceptable(self):
        """:raises UserError: with everything that is in the way"""
        self._kfz_check_may("accepted")
        texts = [text for code, text in self._kfz_findings() if code in referral.BLOCKING]
        if texts:
            raise UserError(
                self.env._(
                    "The referral of “%(enterprise)s” cannot be accepted:\n%(items)s",
                    enterprise=self.enterprise_name,
                    items="\n".join(f"• {text}" for text in texts),
                )
            )

    def _kfz_findings(self):
        """(code, sentence) of all that is in the way of acceptance or has to be weighed."""
        self.ensure_one()
        return [
            *self._kfz_find_papers(),
            *self._kfz_find_persons(),
            *self._kfz_find_contact(),
            *self._kfz_find_signing(),
            *self._kfz_find_rivals(),
        ]

    def _kfz_find_papers(self):
        if not self.attachment_ids:
            yield "evidence", self.env._("The letter of the investor is missing.")
        if not (self.declares_not_official and self.declares_not_affiliate):
            yield "declarations", self.env._("Both declarations of the intermediary are needed.")
        if not self.partner_id:
            yield (
                "enterprise",
                self.env._(
                    "Choose the enterprise of the directory that is meant, or enter it there."
                ),
            )
        if referral.has_expired("registered", self.expires_on, None, calendar.today()):
            yield "expired", self.env._("Its validity ended on %(date)s.", date=self.expires_on)
        if self.partner_id and not referral.same_enterprise(
            self.enterprise_name, self.enterprise_code, self.partner_id.name, self.partner_id.vat
        ):
            yield (
                "name_differs",
                self.env._(
                    "“%(registered)s” was registered, the directory says “%(enterprise)s”: make sure that both are the same.",
                    registered=self.enterprise_name,
                    enterprise=self.partner_id.name,
                ),
            )

    def _kfz_find_contact(self):
        contacts = self._kfz_contacts()
        found = referral.first_contact(self.registered_on, contacts) if contacts else None
        if not found:
            return
        code, contact = found
        if code == "contact":
            yield (
                code,
                self.env._(
                    "The zone had contact with the enterprise on %(date)s already, before this referral was registered.",
                    date=contact.day,
                ),
            )
        else:
            yield (
                code,
                self.env._(
                    "A contact dated %(date)s, before this referral, was recorded only after its registration. Decide which counts.",
                    date=contact.day,
                ),
            )

    def _kfz_find_signing(self):
        leads = self._kfz_projects()
        signed = referral.signed_before(
            self.registered_on, [lead.signed_date for lead in leads if lead.signed_date]
        )
        if signed:
            yield (
                "signed",
                self.env._(
                    "A project of the enterprise was signed on %(date)s; a referral must precede it.",
                    date=signed,
                ),
            )
            return
        before = leads.filtered(lambda lead: lead.create_date < self.registered_on)
        if before:
            yield (
                "known",
                self.env._(
                    "The zone had a project of this enterprise before: %(project)s.",
                    project=before[0].display_name,
                ),
            )

    def _kfz_find_rivals(self):
        rivals = self.conflict_ids
        accepted = rivals.filtered(lambda other: other.state == "accepted")
        for other in accepted:
            yield (
                "taken",
                self.env._(
                    "%(intermediary)s's referral of %(date)s is accepted for this enterprise.",
                    intermediary=other.intermediary_id.name,
                    date=other._kfz_moment(),
                ),
            )
        for other in rivals - accepted:
            if (other.registered_on, other.id) < (self.registered_on, self.id):
                yield (
                    "earlier",
                    self.env._(
                        "%(intermediary)s registered “%(enterprise)s” earlier, on %(date)s. Rule on the conflict.",
                        intermediary=other.intermediary_id.name,
                        enterprise=other.enterprise_name,
                        date=other._kfz_moment(),
                    ),
                )

    def _kfz_moment(self):
        """The moment of registration, in Shanghai, for a sentence."""
        return fields.Datetime.to_string(
            fields.Datetime.context_timestamp(
                self.with_context(tz="Asia/Shanghai"), self.registered_on
            ).replace(tzinfo=None)
        )

    # facts of the zone

    def _kfz_enterprises(self):
        """The matched enterprise, and those with its code that the zone sees."""
        code = self.enterprise_code or (uscc.is_valid(self.partner_id.vat) and self.partner_id.vat)
        same = (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search([("is_enterprise", "=", True), ("vat", "=", code)])
            if code
            else self.partner_id
        )
        return self.partner_id | same

    def _kfz_contacts(self):
        """The zone's contacts with the enterprise, whoever of the zone holds them."""
        domain = [
            ("company_id", "=", self.company_id.id),
            ("partner_id", "in", self._kfz_enterprises().ids),
        ]
        # sudo: an officer sees the zone's visits only of own projects; which came first is a fact of the zone
        contacts = [
            referral.Contact(row.date, row.create_date)
            for row in self.env["kfz.interaction"].sudo().search(domain)
        ]
        if "kfz.first.contact" in self.env:
            # sudo: as above
            claims = (
                self.env["kfz.first.contact"].sudo().search([*domain, ("state", "!=", "overruled")])
            )
            contacts += [
                referral.Contact(claim.claimed_from, claim.create_date) for claim in claims
            ]
        return contacts

    def _kfz_projects(self):
        # sudo: as for contacts; closed projects count as well
        return (
            self.env["crm.lead"]
            .sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("is_promotion", "=", True),
                    ("company_id", "=", self.company_id.id),
                    ("partner_id", "in", self._kfz_enterprises().ids),
                ],
                order="create_date",
            )
        )

    def _kfz_lapse_others(self):
        """Those that should have lapsed make room now, without waiting for the daily job."""
        self.conflict_ids._kfz_expire()
        self.invalidate_recordset(["conflict_ids", "has_conflict"])
