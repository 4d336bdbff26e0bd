from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.period_words import day_text


class KfzAwardObjection(models.Model):
    """An objection to a published award, or the answer to one; both are kept as they were given."""

    _name = "kfz.award.objection"
    _description = "Objection to an award"
    _inherit = ["kfz.append.only.mixin"]
    _order = "award_id, id"
    _rec_name = "party"

    award_id = fields.Many2one("kfz.award", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    answer_to_id = fields.Many2one(
        "kfz.award.objection", "Answer to", index="btree_not_null", ondelete="restrict"
    )
    party = fields.Char("Raised by", required=True, help="The person who objects or answers.")
    text = fields.Text("Wording", required=True)
    received_on = fields.Date(required=True)
    verdict = fields.Selection(
        [("upheld", "Upheld"), ("dismissed", "Dismissed")], help="Only set on an answer."
    )
    user_id = fields.Many2one("res.users", "Recorded by", required=True)

    _answered_once = models.UniqueIndex(
        "(answer_to_id) WHERE answer_to_id IS NOT NULL", "This objection has been answered already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("An objection is recorded with the button on the award."))
        return super().create(vals_list)


class KfzAward(models.Model):
    """Objections during publicity."""

    _inherit = "kfz.award"

    def _kfz_object(self, party, text, received_on):
        """Record an objection to a published award."""
        records = self._kfz_as_manager("publicity")
        for record in records:
            if not (party or "").strip() or not (text or "").strip():
                raise UserError(self.env._("Say who objects, and to what."))
            if not received_on or received_on > calendar.today():
                raise UserError(
                    self.env._("Give the date on which the objection arrived: today or earlier.")
                )
            if received_on < record.public_from:
                raise UserError(
                    self.env._(
                        "%(award)s became public on %(date)s: an objection cannot be earlier.",
                        award=record.name,
                        date=day_text(self.env, record.public_from),
                    )
                )
            record._kfz_add_objection({"party": party, "text": text, "received_on": received_on})
        records._kfz_enter("objection", party=party, text=text)
        return True

    def _kfz_answer(self, objection, text, verdict):
        """Answer an objection: upheld or dismissed, with the grounds."""
        records = self._kfz_as_manager("publicity")
        if objection.award_id != records or objection.answer_to_id:
            raise UserError(self.env._("Choose the objection to answer."))
        if not (text or "").strip() or not verdict:
            raise UserError(
                self.env._("Say whether the objection is upheld or dismissed, and why.")
            )
        records._kfz_add_objection(
            {
                "party": self.env.user.name,
                "text": text,
                "received_on": fields.Date.context_today(self),
                "verdict": verdict,
                "answer_to_id": objection.id,
            }
        )
        records._kfz_enter("answer", objection=objection.id, verdict=verdict, text=text)
        return True

    def _kfz_add_objection(self, vals):
        self.env["kfz.award.objection"].create(
            {**vals, "award_id": self.id, "company_id": self.company_id.id, "user_id": self.env.uid}
        )

    def _kfz_check_objections(self):
        answers = self.objection_ids.filtered("answer_to_id")
        for objection in self.objection_ids - answers:
            answer = answers.filtered(lambda row, asked=objection: row.answer_to_id == asked)[:1]
            if not answer:
                raise UserError(
                    self.env._(
                        "%(award)s: the objection of %(who)s is not answered yet.",
                        award=self.name,
                        who=objection.party,
                    )
                )
            if answer.verdict == "upheld":
                raise UserError(
                    self.env._(
                        "%(award)s: the objection of %(who)s was upheld. Return or refuse the award.",
                        award=self.name,
                        who=objection.party,
                    )
                )
