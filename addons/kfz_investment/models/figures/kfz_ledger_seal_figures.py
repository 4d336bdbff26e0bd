from odoo import api, models


class KfzLedgerSeal(models.Model):
    """Figures agree with the agreements, landings and capital that they rest on."""

    _inherit = "kfz.ledger.seal"

    @api.model
    def _kfz_verify_facts(self, zone, trade_only=False):
        findings = super()._kfz_verify_facts(zone, trade_only)
        if trade_only:
            return findings
        domain = [("company_id", "=", zone.id), ("is_promotion", "=", True)]
        projects = self.env["crm.lead"].with_context(active_test=False).search(domain, order="id")
        findings += [
            self.env._(
                "%(project)s: the dates kept of its first signing and landing are not those of the figures.",
                project=project.project_code,
            )
            for project in projects.browse(
                self.env["kfz.figure.entry"]._kfz_wrong_first_dates(zone)
            )
        ]
        return findings + [
            self.env._(
                "%(project)s: the figures are not those of its agreements, landing and capital.",
                project=project.project_code,
            )
            for project in projects.browse(
                sorted({row["lead_id"] for row in projects._kfz_missing_figures()})
            )
        ]
