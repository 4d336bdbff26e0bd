from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar, names, uscc


class KfzFirstContactRequest(models.Model):
    """A zone asks the holder of a first-contact claim for joint promotion. Both read the request; it holds a copy of the
    requesting zone's own words and links to no zone's records. Buttons send and answer it; only the system writes it."""

    _name = "kfz.first.contact.request"
    _description = "First-contact request"
    _order = "id desc"
    _rec_name = "name"

    company_id = fields.Many2one(
        "res.company", "Requesting zone", required=True, readonly=True, index=True
    )
    holder_id = fields.Many2one(
        "res.company", "Zone that holds the claim", required=True, readonly=True, index=True
    )
    name = fields.Char("Enterprise", readonly=True, help="As written by the requesting zone.")
    uscc = fields.Char("Unified social credit code", readonly=True)
    name_key = fields.Char(compute="_compute_name_key", store=True, index="btree_not_null")
    month = fields.Char("Claim since", readonly=True, help="The month on the notice.")
    note = fields.Text("Message", readonly=True, help="Written by the requesting zone.")
    desk = fields.Char("Contact desk of the requesting zone", readonly=True)
    sent_on = fields.Date("Sent on", required=True, readonly=True)
    state = fields.Selection(
        [
            ("sent", "Waiting for an answer"),
            ("accepted", "Granted"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="sent",
        readonly=True,
        index=True,
    )
    answer_note = fields.Text("Answer", readonly=True)
    answer_desk = fields.Char("Contact desk of the holder", readonly=True)
    answered_on = fields.Date("Answered on", readonly=True)
    is_ours = fields.Boolean("Our request", compute="_compute_is_ours")
    own_claim_id = fields.Many2one(
        "kfz.first.contact",
        "Our claim",
        compute="_compute_own_claim_id",
        help="Visible only to the zone that holds it.",
    )

    _once = models.UniqueIndex(
        "(company_id, holder_id, name_key) WHERE state = 'sent'",
        "This zone has already been asked and has not answered yet.",
    )

    @api.depends("name", "uscc")
    def _compute_name_key(self):
        for request in self:
            request.name_key = names.match_key(request.name or "") or uscc.normalise(request.uscc)

    @api.depends("company_id")
    @api.depends_context("allowed_company_ids")
    def _compute_is_ours(self):
        for request in self:
            request.is_ours = request.company_id in self.env.companies

    @api.depends("holder_id", "name_key", "uscc")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_own_claim_id(self):
        """Found with the reader's own rights: the requesting zone finds none."""
        for request in self:
            claims = self.env["kfz.first.contact"].search(
                [
                    ("company_id", "=", request.holder_id.id),
                    ("state", "=", "active"),
                    "|",
                    ("name_key", "=", request.name_key),
                    ("uscc", "=", request.uscc or "-"),
                ],
                limit=1,
            )
            request.own_claim_id = claims

    def action_accept(self, note=None):
        """Accept joint promotion: the requesting zone gets the contact desk."""
        self._kfz_answer("accepted", note)
        return True

    def action_decline(self, note=None):
        """Decline, with an optional note."""
        self._kfz_answer("declined", note)
        return True

    def action_withdraw(self):
        """Withdraw a request that has not been answered."""
        self.ensure_one()
        self._kfz_check_manager(
            self.company_id,
            self.env._("Only a promotion manager of the requesting zone can withdraw the request."),
        )
        self._kfz_set("withdrawn", {})
        return True

    @api.model
    def _kfz_send(self, check, holder, note):
        """Ask a zone on the answer of a check. The text comes from the requesting zone's own log."""
        notice = self._notice_of(check, holder)
        self._check_not_waiting(check, holder)
        zone = check.company_id
        # sudo: requests are written by the system only, so that no user shows in the other zone
        request = self._kfz_as_system().create(
            {
                "company_id": zone.id,
                "holder_id": holder.id,
                "name": check.name,
                "uscc": check.uscc,
                "month": notice["month"],
                "note": self._kfz_entered(note) or False,
                "sent_on": calendar.today(),
                "desk": zone._kfz_settings().kfz_first_contact_desk,
            }
        )
        self._kfz_tell(
            holder,
            self.env._(
                "%(zone)s asks to promote an enterprise together with you.", zone=zone.display_name
            ),
        )
        return request.with_env(self.env)

    @api.model
    def _notice_of(self, check, holder):
        """The notice in the answer of the user's own check that names this zone as a holder."""
        check.check_access("read")
        notice = next(
            (notice for notice in check.notices or () if notice["zone"] == holder.id), None
        )
        if not notice or check.company_id not in self.env.companies:
            raise UserError(
                self.env._(
                    "Choose a zone that holds a first-contact claim according to your check."
                )
            )
        return notice

    @api.model
    def _check_not_waiting(self, check, holder):
        """Only one request about an enterprise waits for a zone's answer at a time."""
        key = names.match_key(check.name or "") or uscc.normalise(check.uscc)
        # sudo: requests are written by the system only, so that no user shows in the other zone
        if self._kfz_as_system().search_count(
            [
                ("company_id", "=", check.company_id.id),
                ("holder_id", "=", holder.id),
                ("name_key", "=", key),
                ("state", "=", "sent"),
            ]
        ):
            raise UserError(
                self.env._(
                    "%(zone)s has already been asked and has not answered yet.", zone=holder.name
                )
            )

    def _kfz_answer(self, state, note):
        self.ensure_one()
        self._kfz_check_manager(
            self.holder_id,
            self.env._("Only a promotion manager of the zone that holds the claim can answer."),
        )
        values = {"answer_note": self._kfz_entered(note) or False}
        if state == "accepted":
            values["answer_desk"] = self.holder_id._kfz_settings().kfz_first_contact_desk
        self._kfz_set(state, values)
        self._kfz_tell(
            self.company_id,
            self.env._(
                "%(zone)s answered your joint promotion request: %(answer)s.",
                zone=self.holder_id.name,
                answer=self._kfz_label(),
            ),
        )

    def _kfz_set(self, state, values):
        if self.state != "sent":
            raise UserError(self.env._("This request has already been answered or withdrawn."))
        # sudo: requests are written by the system only; the user has just been checked
        self._kfz_as_system().write({**values, "state": state, "answered_on": calendar.today()})

    def _kfz_check_manager(self, zone, sentence):
        self.check_access("read")
        if (
            not self.env.user.has_group("kfz_investment.group_kfz_manager")
            or zone not in self.env.companies
        ):
            raise AccessError(sentence)

    @api.model
    def _kfz_tell(self, zones, text):
        self.env["kfz.first.contact"]._kfz_tell(zones, text, "kfz_first_contact_request_action")

    def _kfz_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]
