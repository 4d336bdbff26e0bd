from odoo import api, fields, models

from ...domain import calendar, gates, owed
from ...domain.follow_up import ENDED
from ..base.lists import comma
from ..base.nightly import nightly

#: stored: facts that lists filter, sort and count by; whether the date is past is asked day by day
STORED = ("owed_count", "owed_until", "owed_checks")
_BATCH = 200


class CrmLead(models.Model):
    """What a project owes: evidence that an opening import or a manager's override leaves open until a date (design §4).

    It is shown on the card, the page and in a list of its own, and after its date it keeps the project from moving further.
    A project that has ended owes nothing, since its gates are not asked any more.
    """

    _inherit = "crm.lead"

    owed_count = fields.Integer(
        "Evidence owed",
        compute="_compute_owed",
        store=True,
        copy=False,
        aggregator="sum",
        help="Number of items that the stages passed so far require and that an override leaves open until a date.",
    )
    owed_until = fields.Date(
        "Owed until",
        compute="_compute_owed",
        store=True,
        copy=False,
        index="btree_not_null",
        aggregator="min",
        help="The date by which the first of these items is due. After it, the project cannot move forward until the item "
        "is provided, or until a promotion manager sets a later date.",
    )
    owed_checks = fields.Char("Items owed (codes)", compute="_compute_owed", store=True, copy=False)
    owed_text = fields.Char("What is owed", compute="_compute_owed_text")
    owed_overdue = fields.Boolean(
        "Evidence overdue",
        compute="_compute_owed_overdue",
        search="_search_owed_overdue",
        help="The date by which the evidence was due is past.",
    )

    @api.depends(
        *gates.GATE_FIELDS,
        *gates.GATE_PATHS,
        "transition_ids.to_stage_id",
    )
    def _compute_owed(self):
        items = self._kfz_owed()
        for lead in self:
            found = items.get(lead, ())
            lead.owed_count = len(found)
            lead.owed_until = min((item.due for item in found if item.due), default=False)
            lead.owed_checks = ",".join(item.check for item in found) or False

    @api.depends("owed_checks")
    @api.depends_context("lang")
    def _compute_owed_text(self):
        labels = self._kfz_check_labels()
        for lead in self:
            checks = (lead.owed_checks or "").split(",")
            lead.owed_text = comma(self.env).join(labels[code] for code in checks if code)

    @api.depends("owed_until")
    def _compute_owed_overdue(self):
        today = calendar.today()
        overdue = self.filtered(lambda lead: lead.owed_until and lead.owed_until < today)
        overdue.owed_overdue = True
        (self - overdue).owed_overdue = False

    def _search_owed_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        past = fields.Domain("owed_until", "<", calendar.today())
        return past if True in value else ~past

    def _kfz_evidence_changed(self):
        super()._kfz_evidence_changed()
        # a document changes without a word to the links that lead to it
        self._kfz_owe_again()

    def _kfz_owe_again(self):
        """Find out anew, before the next flush, what the projects owe."""
        for name in STORED:
            self.env.add_to_compute(self._fields[name], self.filtered("is_promotion"))

    def _kfz_owed(self):
        """What each project owes now, what is due first first; asked by the page, the lists and whoever warns.

        :return: {project: list of ``owed.Owed``}, for those that owe something; two queries for all
        """
        # sudo: whether there is an override must not depend on who asks; most projects have none
        waived = self.filtered(lambda lead: lead.is_promotion and lead.sudo().gate_override_ids)
        waived = waived.filtered(lambda lead: not lead._kfz_has_ended())
        if not waived:
            return {}
        passages = waived._kfz_passages(self.env["crm.stage"]._kfz_pipeline())
        facts = waived._kfz_facts_together()
        rules = self.env["kfz.gate.rule"]._kfz_rules()
        found = {lead: owed.owed(rules, facts[lead], passages[lead][1]) for lead in waived}
        return {lead: items for lead, items in found.items() if items}

    def _kfz_has_ended(self):
        return self.condition in ENDED

    @api.model
    def _kfz_check_labels(self):
        """{check: its label in the user's language}."""
        return dict(
            self.env["kfz.gate.rule"]._fields["check_code"]._description_selection(self.env)
        )

    @api.model
    @nightly
    def _cron_kfz_owed(self):
        """Once a day: assignments end and gate rules begin without a change of the project."""
        leads = self.with_context(active_test=False).search(
            [("is_promotion", "=", True), ("gate_override_ids", "!=", False)]
        )
        for start in range(0, len(leads), _BATCH):
            leads[start : start + _BATCH]._kfz_owe_again()
            self.env.flush_all()
            self.env.invalidate_all()
