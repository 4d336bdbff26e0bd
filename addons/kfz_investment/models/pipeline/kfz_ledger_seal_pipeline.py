from odoo import api, models
from odoo.tools import SQL

from . import lead_totals

#: what a project's own columns repeat of its evidence, as ``crm_lead_milestone.py`` computes it: column → SQL on the project ``l``
REPEATED = {
    "signed_date": "(SELECT min(signed_on) FROM kfz_agreement WHERE lead_id = l.id AND kind = 'formal' AND state <> 'draft')",
    "signed_amount": "(SELECT COALESCE(sum(amount_cny), 0) FROM kfz_agreement "
    "WHERE lead_id = l.id AND kind <> 'framework' AND state = 'in_force')",
    "landed_date": "(SELECT max(effective_date) FROM kfz_milestone "
    "WHERE lead_id = l.id AND milestone = 'landed' AND state = 'recognised')",
    "capital_in_place": "(SELECT COALESCE(sum(amount_cny), 0) FROM kfz_capital_record WHERE lead_id = l.id AND state = 'recorded')",
}


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
        findings += self._kfz_verify_repeated(zone) + self._kfz_verify_companies(zone)
        if lead_totals.differ(self.env.cr, zone.id):
            findings.append(
                self.env._(
                    "The counts and sums that the board shows are not what the projects add up to."
                )
            )
        return findings + [
            self.env._(
                "%(project)s is at a stage to which its history does not lead.", project=code
            )
            for [code] in rows
        ]

    @api.model
    def _kfz_verify_repeated(self, zone):
        """Projects whose dates and amounts are not those of their evidence."""
        Lead = self.env["crm.lead"]
        Lead.flush_model()
        findings = []
        for name, evidence in REPEATED.items():
            column = f"l.{name}" if Lead._fields[name].type == "date" else f"COALESCE(l.{name}, 0)"
            # pylint: disable=sql-injection
            rows = self.env.execute_query(
                SQL(
                    f"""SELECT l.project_code FROM crm_lead l
                         WHERE l.company_id = %s AND l.is_promotion AND {column} IS DISTINCT FROM {evidence} ORDER BY l.id""",
                    zone.id,
                )
            )
            findings += [
                self.env._(
                    "%(project)s: “%(column)s” is not what its evidence says.",
                    project=code,
                    column=Lead._fields[name]._description_string(self.env),
                )
                for [code] in rows
            ]
        return findings

    @api.model
    def _kfz_verify_companies(self, zone):
        """Projects whose milestones are linked to other companies than were recognised."""
        rows = self.env.execute_query(
            SQL(
                r"""SELECT DISTINCT l.project_code FROM kfz_milestone m JOIN crm_lead l ON l.id = m.lead_id
                WHERE m.company_id = %s AND m.state <> 'draft'
                  AND ARRAY(SELECT partner_id::text FROM kfz_milestone_company_rel WHERE milestone_id = m.id ORDER BY 1)
                   <> ARRAY(SELECT split_part(line, ' ', 1)
                              FROM regexp_split_to_table(COALESCE(m.companies_recognised, ''), '\n') line
                             WHERE line <> '' ORDER BY 1)
             ORDER BY 1""",
                zone.id,
            )
        )
        return [
            self.env._(
                "%(project)s: its project companies are not those that were recognised.",
                project=code,
            )
            for [code] in rows
        ]
