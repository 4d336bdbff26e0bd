from odoo import fields, models
from odoo.tools import SQL

from ...domain.follow_up import GOING
from .light_words import KINDS, LIGHTS


class KfzZoneLight(models.Model):
    """How many projects of each zone have which light, in figures alone: one row per zone, light and colour, as of now.

    Counted are projects that go on. Managers read their own zones, the joint office all; no row leads to a project or a person.
    """

    _name = "kfz.zone.light"
    _inherit = ["kfz.light.order.mixin", "kfz.report.scope.mixin"]
    _description = "Lights by zone"
    _auto = False
    _order = "company_id, kind, light"
    _rec_name = "company_id"

    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    kind = fields.Selection(KINDS, "Which light", readonly=True)
    light = fields.Selection(LIGHTS, "Light", readonly=True)
    project_count = fields.Integer("Projects", readonly=True, help="Projects that go on.")
    major_count = fields.Integer("Major projects", readonly=True)

    _depends = {
        "crm.lead": [
            "company_id",
            "is_promotion",
            "active",
            "condition",
            "is_major",
            "light_progress",
            "light_record",
        ]
    }

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            SELECT lead.company_id * 8 + CASE shown.kind WHEN 'record' THEN 4 ELSE 0 END
                       + CASE shown.light WHEN 'red' THEN 2 WHEN 'amber' THEN 1 ELSE 0 END AS id,
                   lead.company_id, shown.kind, shown.light, count(*) AS project_count,
                   count(*) FILTER (WHERE lead.is_major) AS major_count
              FROM crm_lead lead
             CROSS JOIN LATERAL (VALUES ('progress', lead.light_progress), ('record', lead.light_record)) AS shown(kind, light)
             WHERE lead.is_promotion AND lead.active AND lead.condition IN %s AND shown.light IS NOT NULL
             GROUP BY lead.company_id, shown.kind, shown.light
            """,
            GOING,
        )

    def _kfz_scope_counted(self, shown):
        return [
            *super()._kfz_scope_counted(shown),
            self.env._(
                "projects that are ongoing or delayed; each counts once in each of its two lights"
            ),
        ]
