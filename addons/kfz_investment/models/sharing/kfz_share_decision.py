from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

DECISIONS = [("accepted", "Accepted"), ("declined", "Declined")]


class KfzShareDecision(models.Model):
    """What the sharing zone decided on an answer “promote together”, read by the two zones. Written by the system, so that
    no person of one zone shows in the other."""

    _name = "kfz.share.decision"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Decision on an answer"
    _order = "id desc"
    _rec_name = "decision"

    response_id = fields.Many2one(
        "kfz.share.response", "Answer", required=True, readonly=True, ondelete="restrict"
    )
    zone_id = fields.Many2one(
        "res.company", "Deciding zone", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one(
        "res.company", "Zone that answered", required=True, readonly=True, index=True
    )
    decision = fields.Selection(DECISIONS, required=True, readonly=True)
    note = fields.Char("Message", readonly=True)
    date = fields.Datetime("Decided on", required=True, readonly=True, default=fields.Datetime.now)

    _once = models.UniqueIndex("(response_id)", "This answer has already been decided on.")


class KfzShareResponse(models.Model):
    """The answer “promote together” waits for the zone that shares: it accepts or declines, once."""

    _inherit = "kfz.share.response"

    decision = fields.Selection(
        [("waiting", "Waiting for an answer"), *DECISIONS], compute="_compute_decision"
    )
    decision_note = fields.Char("Message of the sharing zone", compute="_compute_decision")

    @api.depends("kind")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_decision(self):
        """Found with the reader's own rights, which are those to the answer."""
        asked = self.filtered(lambda response: response.kind == "co_promote")
        found = self.env["kfz.share.decision"].search([("response_id", "in", asked._origin.ids)])
        decided = {decision.response_id.id: decision for decision in found}
        for response in self:
            made = decided.get(response._origin.id)
            response.decision = made.decision if made else response in asked and "waiting"
            response.decision_note = made and made.note

    def _kfz_page(self):
        if self.kind != "co_promote":
            return super()._kfz_page()
        return "kfz_investment.kfz_pool_decide_action", self.env._("Answers to decide")

    def action_accept_together(self, note=None):
        """Accept joint promotion: both zones get an entry beside their own projects, and the zone that asked starts it.

        :return: the id of the ``kfz.joint.promotion``
        :raises AccessError: when the user is not a manager of the sharing zone
        :raises UserError: when there is nothing to decide on, or the two zones already promote this project together
        """
        note = self._kfz_entered(note)
        self._kfz_decide("accepted", note)
        promotion = self.env["kfz.joint.promotion"]._kfz_open_for_answer(self, note)
        promotion._kfz_tell(
            self.company_id,
            self.env._(
                "%(zone)s agreed to promote a shared project together with you: start it.",
                zone=self.zone_id.display_name,
            ),
        )
        return promotion.id

    def action_decline_together(self, note=None):
        """Decline joint promotion, with an optional note.

        :raises AccessError: when the user is not a manager of the sharing zone
        :raises UserError: when there is nothing to decide on
        """
        self._kfz_decide("declined", self._kfz_entered(note))
        self.sheet_id._kfz_tell(
            self.company_id,
            self.env._(
                "%(zone)s declined to promote a shared project together.",
                zone=self.zone_id.display_name,
            ),
        )
        return True

    def _kfz_decide(self, decision, note):
        self.ensure_one()
        self._kfz_check_decide()
        # sudo: decisions are written by the system only; the user has just been checked
        self.env["kfz.share.decision"]._kfz_as_system().create(
            {
                "response_id": self.id,
                "zone_id": self.zone_id.id,
                "company_id": self.company_id.id,
                "decision": decision,
                "note": note or False,
            }
        )
        self.invalidate_recordset(["decision", "decision_note"])

    def _kfz_check_decide(self):
        self.check_access("read")
        user, sheet = self.env.user, self.sheet_id
        if (
            not user.has_group("kfz_investment.group_kfz_manager")
            or self.zone_id not in self.env.companies
        ):
            raise AccessError(
                self.env._("Only a promotion manager of the sharing zone can decide on an answer.")
            )
        if self.kind != "co_promote":
            raise UserError(self.env._("This answer does not ask for joint promotion."))
        if (
            sheet.state != "published"
            or sheet.zone_id != self.zone_id
            or self.company_id not in sheet.recipient_ids
        ):
            raise UserError(
                self.env._(
                    "The zone that answered can no longer see this sheet: share it again first."
                )
            )
        # one of two decisions at the same moment is refused, here or by the unique index
        # sudo: sheets are written by the system only; here one is locked
        sheet.sudo()._kfz_lock_rows()
        if self.decision != "waiting":
            raise UserError(self.env._("This answer has already been decided on."))


class KfzSharedProject(models.Model):
    """Our sheets with an answer that waits for our decision."""

    _inherit = "kfz.shared.project"

    has_open_answer = fields.Boolean(
        "Joint promotion to decide",
        compute="_compute_has_open_answer",
        search="_search_has_open_answer",
        groups="kfz_investment.group_kfz_officer",
    )

    @api.depends("state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_has_open_answer(self):
        waiting = self._kfz_open_answers().sheet_id
        for sheet in self:
            sheet.has_open_answer = sheet in waiting

    def _search_has_open_answer(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("id", "in", self._kfz_open_answers().sheet_id.ids)
        return domain if True in value else ~domain

    @api.model
    def _kfz_open_answers(self):
        """The answers that ask the user's zones for joint promotion, and on which they can still decide."""
        asked = self.env["kfz.share.response"].search(
            [
                ("kind", "=", "co_promote"),
                ("zone_id", "in", self.env.companies.ids),
                ("sheet_id.state", "=", "published"),
            ]
        )
        return asked.filtered(
            lambda answer: (
                answer.decision == "waiting" and answer.company_id in answer.sheet_id.recipient_ids
            )
        )
