import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ...domain import calendar
from ..base.period_words import day_text

STATES = [("requested", "Requested"), ("approved", "Approved"), ("ended", "Ended")]
#: what a request says
ASKED = frozenset({"person_id", "intermediary_id", "company_id", "agreement_id", "valid_until"})
#: of an access under an agreement that has no last day
LONGEST = datetime.timedelta(days=365)


class KfzPortalAccess(models.Model):
    """A person acts for an intermediary on the portal, in one zone, under an agreement of that zone, until a day (Shanghai).

    The only ground on which the portal shows or takes anything: a shared parent, a name or an address is none. One entered by
    one person is approved by another. A record that was approved stays on file; states change by its methods alone.
    """

    _name = "kfz.portal.access"
    _inherit = ["kfz.zone.mixin"]
    _description = "Portal access of a person"
    _order = "id desc"
    _rec_name = "person_id"
    _check_company_auto = True

    person_id = fields.Many2one(
        "res.partner",
        "Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('is_company', '=', False), '|', ('id', '=', intermediary_id), ('parent_id', '=', intermediary_id)]",
        help="A contact of the intermediary with an e-mail address, or the intermediary itself if it is a natural person.",
    )
    email = fields.Char(
        "E-mail", related="person_id.email", help="The invitation and new passwords go there."
    )
    intermediary_id = fields.Many2one(
        "res.partner",
        "Intermediary",
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
    agreement_id = fields.Many2one(
        "kfz.intermediary.agreement",
        "Agreement",
        compute="_compute_agreement_id",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('partner_id', '=', intermediary_id), ('company_id', '=', company_id)]",
        help="Of this zone with the intermediary. While it is not in force, the access opens nothing.",
    )
    valid_until = fields.Date(
        "Valid until",
        compute="_compute_valid_until",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="Last day, in Shanghai. Not later than the agreement; at most a year where that has no last day.",
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="requested", copy=False, index=True
    )
    is_in_force = fields.Boolean(
        "In force today",
        compute="_compute_is_in_force",
        search="_search_is_in_force",
        help="Approved, not past its last day, and the agreement in force.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Portal user",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Who signs in with it; set by the approval.",
    )
    requested_by_id = fields.Many2one(
        "res.users",
        "Requested by",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    requested_on = fields.Datetime(
        "Requested on", required=True, readonly=True, copy=False, default=fields.Datetime.now
    )
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    approved_on = fields.Datetime("Approved on", readonly=True, copy=False)
    ended_by_id = fields.Many2one("res.users", "Ended by", readonly=True, copy=False)
    ended_on = fields.Datetime("Ended on", readonly=True, copy=False)
    reason = fields.Text("Why it ended", readonly=True, copy=False)
    is_reminded = fields.Boolean("Managers reminded", readonly=True, copy=False)
    last_act_on = fields.Datetime("Last act on the portal", readonly=True, copy=False)

    _one_open = models.UniqueIndex(
        "(company_id, intermediary_id, person_id, state) WHERE state IN ('requested', 'approved')",
        "This person already has such an access, or a request for it, in this zone.",
    )

    @api.depends("intermediary_id", "company_id")
    def _compute_agreement_id(self):
        for access in self:
            if (
                access.agreement_id.partner_id != access.intermediary_id
                or access.agreement_id.company_id != access.company_id
            ):
                access.agreement_id = access._kfz_agreement_in_force()

    def _kfz_agreement_in_force(self):
        """The agreement of the zone with the intermediary that lasts longest; empty when none is in force."""
        agreements = self.env["kfz.intermediary.agreement"].search(
            [
                ("partner_id", "=", self.intermediary_id.id or 0),
                ("company_id", "=", self.company_id.id or 0),
            ]
        )
        last = datetime.date.max
        return agreements.filtered("is_in_force").sorted(
            lambda agreement: agreement.valid_until or last, reverse=True
        )[:1]

    @api.depends("agreement_id")
    def _compute_valid_until(self):
        for access in self:
            access.valid_until = access.agreement_id.valid_until or calendar.today() + LONGEST

    @api.depends(
        "state", "valid_until", "agreement_id.signed_on", "agreement_id.valid_until", "user_id"
    )
    def _compute_is_in_force(self):
        in_force = self.browse(self._origin.filtered_domain(self._kfz_in_force())._ids)
        for access in self:
            access.is_in_force = access._origin in in_force

    @api.model
    def _search_is_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._kfz_in_force() if True in value else ~self._kfz_in_force()

    @api.model
    def _kfz_in_force(self):
        """The condition under which a record opens the portal today, by the date in Shanghai."""
        today = calendar.today()
        return Domain(
            [
                ("state", "=", "approved"),
                ("user_id", "!=", False),
                ("valid_until", ">=", today),
                ("agreement_id.signed_on", "<=", today),
                "|",
                ("agreement_id.valid_until", "=", False),
                ("agreement_id.valid_until", ">=", today),
                ("intermediary_id.is_intermediary", "=", True),
                ("intermediary_id.active", "=", True),
            ]
        )

    @api.constrains("person_id", "intermediary_id", "company_id")
    def _check_person(self):
        for access in self:
            if not access.company_id.zone_code:
                raise ValidationError(
                    self.env._(
                        "“%(company)s” is not a zone: portal access is given by a zone.",
                        company=access.company_id.name,
                    )
                )
            if not access.intermediary_id.is_intermediary:
                raise ValidationError(
                    self.env._(
                        "%(name)s is not in the register of intermediaries: enter it there first.",
                        name=access.intermediary_id.name,
                    )
                )
            access._kfz_check_is_person()

    def _kfz_check_is_person(self):
        """Refuse what is not a person of the intermediary whom an invitation can reach."""
        person, intermediary = self.person_id, self.intermediary_id
        if person.is_company or intermediary not in (person, person.parent_id):
            raise ValidationError(
                self.env._(
                    "%(person)s is not a contact of %(intermediary)s. Enter the person among its contacts first.",
                    person=person.name,
                    intermediary=intermediary.name,
                )
            )
        if person._kfz_is_in_directory():
            raise ValidationError(
                self.env._(
                    "All zones read %(person)s in the common directory, so nobody signs in as it. Enter a contact of your zone for the person below it, and request access for that contact.",
                    person=person.name,
                )
            )
        if not email_normalize(person.email):
            raise ValidationError(
                self.env._(
                    "%(person)s has no valid e-mail address, to which the invitation would go. Enter it in the contact first.",
                    person=person.name,
                )
            )
        if any(user._is_internal() for user in person.with_context(active_test=False).user_ids):
            raise ValidationError(
                self.env._(
                    "%(person)s works in this office and cannot act for an intermediary.",
                    person=person.name,
                )
            )

    @api.constrains("agreement_id", "valid_until", "intermediary_id", "company_id")
    def _check_agreement(self):
        for access in self:
            agreement, today = access.agreement_id, calendar.today()
            if (
                not agreement.is_in_force
                or agreement.partner_id != access.intermediary_id
                or agreement.company_id != access.company_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(zone)s has no agreement in force with %(name)s under which the person could act. Enter the agreement first.",
                        zone=access.company_id.name,
                        name=access.intermediary_id.name,
                    )
                )
            last = agreement.valid_until or today + LONGEST
            if not today <= access.valid_until <= last:
                raise ValidationError(
                    self.env._(
                        "“Valid until” is a day from today to %(date)s, the end of the agreement or a year from now.",
                        date=day_text(self.env, last),
                    )
                )

    def write(self, vals):
        """What was asked for stays: a second person looks at it. The form page needs the right to write for its button."""
        if not self.env.su:
            # before anything is said of it: a hidden record tells nothing
            self.check_access("write")
            if ASKED.intersection(vals):
                raise UserError(
                    self.env._(
                        "A request for portal access is not changed once it was made. Withdraw or end it, and request anew."
                    )
                )
        return super().write(vals)

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("Portal access cannot be copied: request it anew for the person.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_requests_only(self):
        if any(access.state != "requested" for access in self):
            raise UserError(
                self.env._("Portal access that was approved stays on file. End it instead.")
            )
