from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import names, uscc
from ..base.documents import Documents

STATES = [
    ("registered", "Registered"),
    ("accepted", "Admitted"),
    ("refused", "Refused"),
    ("expired", "Expired"),
    ("withdrawn", "Withdrawn"),
]


class KfzReferral(models.Model):
    """An intermediary names an enterprise to a zone (design §8.1; plan, annex 6, article 8).

    ``registered_on`` is the system's own moment (UTC) and decides who came first. What is claimed cannot be changed
    afterwards: a mistake is withdrawn and registered anew.
    """

    _name = "kfz.referral"
    _inherit = ["kfz.zone.mixin", "kfz.files.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Referral"
    _order = "registered_on desc, id desc"
    _rec_name = "enterprise_name"
    _rec_names_search = ["enterprise_name", "enterprise_code"]
    _check_company_auto = True

    # claim
    intermediary_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("is_intermediary", "=", True)],
    )
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        domain=[("zone_code", "!=", False)],
        default=lambda self: (self.env.company | self.env.companies).filtered("zone_code")[:1],
    )
    enterprise_name = fields.Char("Enterprise as registered", required=True, index="trigram")
    enterprise_code = fields.Char(
        "Unified social credit code", index="btree_not_null", help="As registered; may be empty."
    )
    name_key = fields.Char("Name key", compute="_compute_name_key", store=True, index="trigram")
    registered_on = fields.Datetime(
        "Registration time",
        required=True,
        readonly=True,
        copy=False,
        default=fields.Datetime.now,
        help="Set by the system at registration and never changed: it decides who came first.",
    )
    registered_by_id = fields.Many2one(
        "res.users",
        "Registered by",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    expires_on = fields.Date(
        "Valid until",
        readonly=True,
        copy=False,
        help="Last day, in Shanghai. A project signed by then keeps its referral.",
    )
    idea = fields.Text("Investment idea")
    contact_name = fields.Char("Investor's contact")
    contact_phone = fields.Char("Contact's phone")
    contact_email = fields.Char("Contact's e-mail")
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_referral_attachment_rel",
        "referral_id",
        "attachment_id",
        "Letter of the investor",
        help="Needed to accept the referral.",
    )
    member_ids = fields.One2many(
        "kfz.referral.member", "referral_id", "Team", help="Empty: the intermediary referred alone."
    )

    # declarations
    declares_not_official = fields.Boolean("Not an official or a near relative of one")
    declares_not_affiliate = fields.Boolean("Neither the investor nor affiliated with it")
    declaration_text = fields.Text("Declaration text", readonly=True, copy=False)
    declared_on = fields.Datetime("Declared on", readonly=True, copy=False)

    # decision
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="registered",
        copy=False,
        index=True,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible officer",
        index="btree_not_null",
        domain="[('share', '=', False), ('active', '=', True), ('company_ids', 'in', company_id)]",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Enterprise of the directory",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain=[("is_enterprise", "=", True)],
        tracking=True,
        help="Matched by the zone; needed to accept the referral.",
    )
    accepted_on = fields.Datetime("Accepted on", readonly=True, copy=False)
    decided_on = fields.Datetime("Decided on", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    reason = fields.Text(readonly=True, copy=False, help="The intermediary can read it.")
    lead_id = fields.Many2one(
        "crm.lead",
        "Lead or project",
        index="btree_not_null",
        readonly=True,
        copy=False,
        check_company=True,
        ondelete="set null",
    )

    # the guarantees of "one accepted referral a zone and enterprise"
    _one_accepted = models.UniqueIndex(
        "(company_id, partner_id) WHERE state = 'accepted'",
        "This zone already has an accepted referral of this enterprise.",
    )
    _one_accepted_code = models.UniqueIndex(
        "(company_id, enterprise_code) WHERE state = 'accepted' AND enterprise_code IS NOT NULL",
        "This zone already has an accepted referral of an enterprise with this code.",
    )
    _one_accepted_lead = models.UniqueIndex(
        "(lead_id) WHERE state = 'accepted' AND lead_id IS NOT NULL",
        "This project already has an accepted referral.",
    )
    # serves the search for conflicts
    _open_idx = models.Index("(company_id, state) WHERE state IN ('registered', 'accepted')")

    @api.depends("enterprise_name")
    def _compute_name_key(self):
        for record in self:
            record.name_key = names.match_key(record.enterprise_name or "") or False

    @api.constrains("enterprise_code")
    def _check_enterprise_code(self):
        for record in self:
            problem = record.enterprise_code and uscc.find_problem(record.enterprise_code)
            if problem:
                raise ValidationError(self.env["res.partner"]._kfz_uscc_message(problem))

    @api.constrains("intermediary_id", "company_id")
    def _check_intermediary(self):
        for record in self:
            if not record.company_id.zone_code:
                raise ValidationError(
                    self.env._(
                        "“%(company)s” is not a zone: a referral is registered with a zone.",
                        company=record.company_id.name,
                    )
                )
            if not record.intermediary_id.is_intermediary:
                raise ValidationError(
                    self.env._(
                        "%(name)s is not in the register of intermediaries: enter it there first.",
                        name=record.intermediary_id.name,
                    )
                )
            if (
                not record.intermediary_id.is_company
                and not record.company_id._kfz_settings().kfz_person_intermediaries
            ):
                raise ValidationError(
                    self.env._(
                        "%(name)s is a natural person. %(zone)s takes referrals from organisations only.",
                        name=record.intermediary_id.name,
                        zone=record.company_id.name,
                    )
                )

    @api.constrains("user_id", "company_id")
    def _check_user(self):
        for record in self:
            record.user_id._kfz_check_works_in(record.company_id, "group_kfz_officer")

    @api.constrains("member_ids")
    def _check_team(self):
        for record in self:
            record.member_ids._kfz_check_team(record)

    @api.constrains("partner_id", "enterprise_code")
    def _check_code_fits(self):
        for record in self:
            if record._kfz_code_differs():
                raise ValidationError(
                    self.env._(
                        "The referral names the code %(code)s, but %(enterprise)s has %(other)s: this is another enterprise.",
                        code=record.enterprise_code,
                        enterprise=record.partner_id.name,
                        other=record.partner_id.vat,
                    )
                )

    def _kfz_code_differs(self):
        """Whether the matched enterprise has another code than the one that was registered."""
        return bool(
            self.enterprise_code
            and uscc.is_valid(self.partner_id.vat)
            and self.partner_id.vat != self.enterprise_code
        )

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create([self._kfz_complete(dict(vals)) for vals in vals_list])
        records._kfz_after_create()
        return records

    def write(self, vals):
        self._kfz_check_write(vals)
        vals = self._kfz_stamped(vals)
        return super().write(vals)
