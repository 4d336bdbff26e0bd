from odoo import api, models, tools
from odoo.tools import SQL

from ...domain import calendar, light_rules
from ...domain.follow_up import ENDED

CRON = "kfz_investment.cron_lights"


class KfzLightRule(models.Model):
    """Rules for the evaluator, as plain values, and what follows from a change of one."""

    _inherit = "kfz.light.rule"

    @api.model
    def _kfz_look_again(self, zones, everywhere=False):
        """Let the nightly job, which is called now, look at all projects of these zones anew."""
        if not self.env.registry.ready:
            # an update marks the projects once, in its migration
            return
        today = calendar.today()
        where = SQL("TRUE") if everywhere else SQL("company_id = ANY(%s)", zones.ids)
        self.env.flush_all()
        # one that is due already stays so: the second rule of a day writes nothing
        self.env.cr.execute(
            SQL(
                """UPDATE crm_lead SET light_next = %s
                    WHERE is_promotion AND condition NOT IN %s AND COALESCE(light_next > %s, TRUE) AND %s""",
                today,
                ENDED,
                today,
                where,
            )
        )
        self.env["crm.lead"].invalidate_model(["light_next"], flush=False)
        # sudo: whoever may change a rule lets the system follow it
        self.env.ref(CRON).sudo()._trigger()

    @api.model
    @tools.ormcache()
    def _kfz_rules(self):
        """All rules as plain values, those that are off among them."""
        # sudo: a project has the same lights whoever changes it
        rules = self.sudo().with_context(active_test=False).search([("check_code", "!=", False)])
        return tuple(rule._kfz_plain() for rule in rules)

    def _kfz_plain(self):
        return light_rules.Rule(
            self.id,
            self.check_code,
            self.amber if self.has_amber else None,
            self.red if self.has_red else None,
            self.kind,
            self.sequence,
            self.unit,
            self.after,
            self.reference,
            self.base,
            self.step or "",
            frozenset(self.stage_ids.mapped("milestone")),
            self.size,
            self.company_id.id or None,
            self.replaces_id.id or None,
            self.active,
            self.date_from or None,
            self.date_to or None,
            self.enforce_from or None,
            self.escalate_months,
            self.keeps_month,
        )

    def _kfz_tells(self):
        """{role: from which light on it is told}."""
        return {
            "account_manager": self.tells_account_manager,
            "lead_official": self.tells_lead_official,
            "managers": self.tells_managers,
        }
