from odoo import api, models
from odoo.tools import SQL


class KfzLedgerSeal(models.Model):
    """Chains of projects, by their codes; a project stands where its history says."""

    _inherit = "kfz.ledger.seal"

    @api.model
    def _kfz_chain_words(self, chain):
        # sudo: the check names the project, archived or not
        project = self.env["crm.lead"].sudo().browse(chain).exists() if chain else None
        return project.project_code if project else super()._kfz_chain_words(chain)

    @api.model
    def _kfz_verify_facts(self, zone, trade_only=False):
        findings = super()._kfz_verify_facts(zone, trade_only)
        if trade_only:
            return findings
        rows = self.env.execute_query(
            SQL(
                """SELECT l.project_code FROM crm_lead l
            LEFT JOIN LATERAL (SELECT t.to_stage_id FROM kfz_stage_transition t
                                WHERE t.lead_id = l.id ORDER BY t.id DESC LIMIT 1) last ON TRUE
                WHERE l.company_id = %s AND l.is_promotion AND last.to_stage_id IS DISTINCT FROM l.stage_id
             ORDER BY l.id""",
                zone.id,
            )
        )
        return findings + [
            self.env._(
                "%(project)s is at a stage to which its history does not lead.", project=code
            )
            for [code] in rows
        ]
