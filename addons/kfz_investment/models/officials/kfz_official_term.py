import datetime

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...domain import calendar
from ..base.nightly import nightly
from ..base.period_words import day_text

RANKS = [
    ("principal", "Principal leader"),
    ("deputy", "Leader in charge"),
    ("head", "Head of department"),
    ("staff", "Staff"),
]
#: how long before a term ends managers are told of what is still assigned
AHEAD = datetime.timedelta(days=30)
#: the page of officials, to which notices lead
PAGE = "kfz_investment.kfz_official_action"


class KfzOfficial(models.Model):
    """Rank, term of office and capacity; managers are told of a term that ends while projects are still assigned."""

    _inherit = "kfz.official"

    rank = fields.Selection(
        RANKS, index=True, help="Of persons only. Empty where nobody has entered it."
    )
    term_from = fields.Date("In office from")
    term_to = fields.Date(
        "In office until", help="The last day of the term, as far as it is known."
    )
    capacity = fields.Integer(
        default=0,
        help="How many projects that go on the official or unit can carry at once. 0: no limit is given.",
    )
    term_told_on = fields.Date(
        "End of term told",
        readonly=True,
        copy=False,
        help="The end of the term of which managers have been told.",
    )

    _term_ordered = models.Constraint(
        "CHECK(term_to IS NULL OR term_from IS NULL OR term_from <= term_to)",
        "A term of office cannot end before it begins.",
    )
    _capacity_positive = models.Constraint(
        "CHECK(capacity >= 0)", "A capacity is a number of projects, 0 or more."
    )

    @api.constrains("rank", "is_unit")
    def _check_rank(self):
        for official in self.filtered(lambda each: each.is_unit and each.rank):
            raise ValidationError(
                self.env._(
                    "“%(name)s” is a unit, and only persons have a rank. Leave “%(field)s” empty.",
                    name=official.name,
                    field=self._fields["rank"]._description_string(self.env),
                )
            )

    @nightly
    @api.model
    def _cron_terms(self):
        """Managers are told once of a term that ends within a month while projects are still assigned."""
        ending = self.search(
            Domain("term_to", "<=", calendar.today() + AHEAD)
            & Domain("assignment_ids", "any", self.env["kfz.assignment"]._kfz_unended())
        )
        for official in ending.filtered(lambda each: each.term_told_on != each.term_to):
            official._kfz_tell_managers(official._kfz_term_text)
            official._kfz_may_set("term_told_on").term_told_on = official.term_to

    def _kfz_term_text(self, env):
        """What managers are told, in the language of the environment."""
        return env._(
            "The term of “%(name)s” ends on %(date)s, and assignments are still open: %(count)s. Hand them over with “Leaves office”.",
            name=self.name,
            date=day_text(env, self.term_to),
            count=len(self._kfz_open_assignments()),
        )

    def _kfz_tell_managers(self, text_of):
        """A notice with a link to the official, to the managers of the zone, each in their language.

        :param text_of: method that says it in the language of an environment
        """
        self.ensure_one()
        managers = self.env["kfz.notice.mixin"]._kfz_managers_of(self.company_id)
        for lang, users in managers.grouped("lang").items():
            env = self.with_context(lang=lang).env
            page = (f"{PAGE}/{self.id}", env._("Officials and units"))
            env["kfz.notice.mixin"]._kfz_tell_users(users, text_of(env), page)
