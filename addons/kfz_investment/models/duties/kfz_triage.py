from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...domain import calendar
from ...domain.follow_up import ENDED
from ..base.period_words import day_text
from ..guards.base_texts import MOST_LINE

#: what is assessed
ASSESSED = ("value", "sector", "land", "energy", "environment")
GRADES = [
    ("suitable", "Suitable"),
    ("partly", "Partly suitable"),
    ("unsuitable", "Unsuitable"),
    ("unknown", "Not known yet"),
]


class KfzTriage(models.Model):
    """The triage of a lead: what it is worth to the zone, and whether sector, land, energy and environment fit; a verdict with a
    name under it. Rows are only added: a new one takes the place of the former, which stays.
    """

    _name = "kfz.triage"
    _description = "Triage"
    _inherit = ["kfz.append.only.mixin", "kfz.of.project.mixin"]
    _order = "id desc"
    _rec_name = "verdict"

    value = fields.Selection(GRADES, "Value to the zone", required=True, default="unknown")
    value_note = fields.Char("Remark on value")
    sector = fields.Selection(GRADES, "Sector", required=True, default="unknown")
    sector_note = fields.Char("Remark on sector")
    land = fields.Selection(GRADES, "Land", required=True, default="unknown")
    land_note = fields.Char("Remark on land")
    energy = fields.Selection(GRADES, "Energy", required=True, default="unknown")
    energy_note = fields.Char("Remark on energy")
    environment = fields.Selection(GRADES, "Environment", required=True, default="unknown")
    environment_note = fields.Char("Remark on environment")
    verdict = fields.Selection(
        [("pursue", "Pursue"), ("reserve", "Keep in reserve"), ("decline", "Decline")],
        required=True,
    )
    reason = fields.Char("Reason for the verdict", required=True)
    signer_id = fields.Many2one(
        "kfz.official",
        "Signed by",
        required=True,
        ondelete="restrict",
        check_company=True,
        domain=[("is_unit", "=", False)],
        help="The person whose name stands under the verdict.",
    )
    signed_on = fields.Date(
        "Verdict signed on", required=True, default=lambda self: calendar.today()
    )
    user_id = fields.Many2one(
        "res.users",
        "Recorded by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    is_current = fields.Boolean("In force", compute="_compute_is_current")

    @api.depends("lead_id.triage_ids")
    def _compute_is_current(self):
        for triage in self:
            triage.is_current = triage._origin == triage.lead_id.triage_ids.sorted("id")[-1:]

    @api.constrains("signed_on", "signer_id")
    def _check_signed(self):
        for triage in self:
            if triage.signed_on > calendar.today():
                raise ValidationError(
                    self.env._("A triage is signed today or was signed before. Correct the day.")
                )
            first = triage._kfz_first_day()
            if triage.signed_on < first:
                raise ValidationError(
                    self.env._(
                        "The lead came in on %(day)s, so its triage cannot have been signed before. Correct the day.",
                        day=day_text(self.env, first),
                    )
                )
            if not triage.signer_id.active:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” has left office, so a verdict is signed by somebody else. Choose that person.",
                        name=triage.signer_id.name,
                    )
                )
            if triage.signer_id.is_unit:
                raise ValidationError(
                    self.env._("A person signs the triage, not a unit. Choose the person.")
                )

    def _kfz_tell_signer(self):
        """Whoever is said to have signed is told, unless they record it themselves; the project may not be theirs to read."""
        # sudo: whether the official has a user, whoever records the triage
        user = self.sudo().signer_id.user_id
        if user and user != self.env.user:
            lang = self.with_context(lang=user.lang).env
            text = lang._(
                "%(user)s recorded that you signed a triage on %(day)s: %(verdict)s. If that is not so, tell them now; a new triage takes its place.",
                user=self.env.user.name,
                day=day_text(lang, self.signed_on),
                verdict=self.with_env(lang)._kfz_word("verdict"),
            )
            lang["kfz.notice.mixin"]._kfz_tell_users(user, text, (None, lang._("Triage")))

    def _kfz_first_day(self):
        """The day on which the lead came in, by its clock or its record, whichever is earlier."""
        # sudo: the clock of the lead, whoever records the triage
        lead = self.sudo().lead_id
        days = [calendar.shanghai_date(lead.create_date), *lead.response_ids.mapped("started_on")]
        return min(days)

    @api.model
    def _kfz_worded(self, vals):
        """Values of a triage with its words in one line each, since they are never changed.

        :raises UserError: without a reason, and for words that are too long
        """
        blank = self.env._("Say in one line what the verdict is based on.")
        words = {"reason": self._kfz_words_given(vals.get("reason"), blank)}
        for name in (f"{each}_note" for each in ASSESSED):
            if vals.get(name):
                words[name] = self._kfz_entered_line(vals[name], MOST_LINE) or False
        return {**vals, **words}

    @api.model_create_multi
    def create(self, vals_list):
        triages = super().create([self._kfz_worded(vals) for vals in vals_list])
        for triage in triages:
            if not (self.env.su or triage.lead_id.has_access("write")):
                raise AccessError(self.env._("Only those who work on the project triage it."))
            if triage.lead_id.condition in ENDED:
                raise UserError(
                    self.env._(
                        "“%(project)s” has ended, so it is not triaged any more.",
                        project=triage.lead_id.name,
                    )
                )
            # sudo: nobody writes the clock; who records a triage was checked
            responses = triage.sudo().lead_id.response_ids
            responses.with_env(self.env)._kfz_triaged()
            # sudo: as above, a note in the user's name
            triage.sudo().lead_id._kfz_note(
                self.env._(
                    "Triage: %(verdict)s, signed by %(name)s. %(reason)s",
                    verdict=triage._kfz_word("verdict"),
                    name=triage.sudo().signer_id.name,
                    reason=triage.reason,
                )
            )
            triage._kfz_tell_signer()
        return triages
