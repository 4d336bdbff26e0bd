from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...domain import calendar, light_told
from ...domain.light_rules import add_months
from .light_words import LIGHTS


def _light(label, **options):
    return fields.Selection(LIGHTS, label, readonly=True, copy=False, **options)


def _rule(label):
    return fields.Many2one("kfz.light.rule", label, readonly=True, copy=False, ondelete="restrict")


def _technical(kind=fields.Date, **options):
    return kind(
        readonly=True, copy=False, exportable=False, export_string_translation=False, **options
    )


class CrmLead(models.Model):
    """The two lights of a project, progress and record, each with its rule and since when (design §6).

    They are stored as codes and written by the evaluation alone (``crm_lead_light_run.py``); words are made for each reader.
    No column that it writes has an index: with one, a night in which all projects are written would write the other forty
    indexes of the table too, for each of them.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "kfz.light.order.mixin"]
    _kfz_light_fields = ("light", "light_progress", "light_record")

    light = _light("Light", help="The worse of the two lights, progress and record.")
    light_progress = _light("Light of progress")
    light_progress_since = fields.Date("Progress since", readonly=True, copy=False)
    light_progress_rule_id = _rule("Rule of the light of progress")
    light_progress_data = _technical(fields.Json)
    light_record = _light("Light of the record")
    light_record_since = fields.Date("Record since", readonly=True, copy=False)
    light_record_rule_id = _rule("Rule of the light of the record")
    light_record_data = _technical(fields.Json)
    light_next = _technical(groups=fields.NO_ACCESS)
    light_moved_on = fields.Date(
        "Last progress",
        readonly=True,
        copy=False,
        help="The last stage, step, milestone, capital or agreement.",
    )
    light_edit_on = fields.Date(
        "Last work on the record",
        readonly=True,
        copy=False,
        help="The last day on which somebody changed something on the project.",
    )
    light_reason = fields.Char("Reason for standing still", readonly=True, copy=False)
    light_reason_on = fields.Date("Reason given on", readonly=True, copy=False)
    light_change_ids = fields.One2many(
        "kfz.light.change", "lead_id", "Changes of the lights", readonly=True
    )
    light_reason_ids = fields.One2many(
        "kfz.light.reason", "lead_id", "Reasons for standing still", readonly=True
    )
    asks_light_reason = fields.Boolean(
        "Reason wanted",
        compute="_compute_asks_light_reason",
        search="_search_asks_light_reason",
        help="The light of progress is amber or red, nothing moved for a month, and no reason was given in this month.",
    )

    def init(self):
        """Room beside each row for its next version, so that it stays on its page and no index is written."""
        super().init()
        self.env.cr.execute("ALTER TABLE crm_lead SET (fillfactor = 70)")

    @api.depends("light_progress", "light_moved_on", "light_reason_on")
    def _compute_asks_light_reason(self):
        today = calendar.today()
        for lead in self:
            lead.asks_light_reason = light_told.asks_reason(
                lead.light_progress or None,
                lead.light_moved_on or None,
                lead.light_reason_on or None,
                today,
            )

    def _search_asks_light_reason(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = calendar.today()
        given = Domain("light_reason_on", ">=", today.replace(day=1))
        still = Domain("light_moved_on", "=", False) | Domain(
            "light_moved_on", "<=", add_months(today, -1)
        )
        asked = Domain("light_progress", "in", ("amber", "red")) & still & ~given
        return asked if True in value else ~asked

    def action_give_light_reason(self):
        """The window that asks for the reason in one line."""
        self.ensure_one()
        self._kfz_check_gives_reason()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_light_reason_ask_action"
        )
        return {**action, "context": {"default_lead_id": self.id}}

    def _kfz_give_light_reason(self, text):
        """Keep why the project stands still, once a month.

        :raises UserError: without words, or when the month has its reason already
        :raises AccessError: for anyone who neither works on the project nor leads it
        """
        self.ensure_one()
        self._kfz_check_gives_reason()
        text = self._kfz_words_given(
            text, self.env._("Give the reason in one line; it stays with the project.")
        )
        today = calendar.today()
        entry = {
            "lead_id": self.id,
            "company_id": self.company_id.id,
            "name": text,
            "user_id": self.env.uid,
        }
        # sudo: nobody enters the ledger; the user may say it, as was checked
        self.env["kfz.light.reason"].sudo().create(
            {**entry, "month": today.replace(day=1), "given_on": today}
        )
        # sudo: lead officials say it of projects that they only read
        self._kfz_as_system().write({"light_reason": text, "light_reason_on": today})

    def _kfz_check_gives_reason(self):
        self.check_access("read")
        if not (self.env.su or self.has_access("write") or self._kfz_is_led_by_me()):
            raise AccessError(
                self.env._(
                    "Only those who work on the project and its lead official say why it stands still."
                )
            )
        if not self.asks_light_reason:
            raise UserError(
                self.env._("“%(project)s” needs no reason this month.", project=self.name)
            )
