from decimal import Decimal

from odoo import api, models
from odoo.exceptions import UserError

from ...domain import figures


class CrmLead(models.Model):
    """The figures ledger follows a project's agreements, recognised landing and capital in place."""

    _inherit = "crm.lead"

    @api.ondelete(at_uninstall=False)
    def _unlink_without_figures(self):
        # sudo: whether a figure exists must not depend on who deletes
        figures = self.env["kfz.figure.entry"].sudo().search([("lead_id", "in", self.ids)], limit=1)
        if figures:
            raise UserError(
                self.env._(
                    "“%(project)s” has been signed or landed: its figures are part of past quarters, so it cannot be "
                    "deleted or merged away. Terminate it with a reason instead, or merge the other project into it.",
                    project=figures.lead_id.name,
                )
            )

    def _merge_dependences(self, opportunities):
        """A project with figures is not merged away; those of the project that stays follow what it takes over."""
        if self.is_promotion:
            opportunities._unlink_without_figures()
        result = super()._merge_dependences(opportunities)
        self._kfz_sync_figures()
        return result

    def _kfz_evidence_changed(self):
        super()._kfz_evidence_changed()
        self._kfz_sync_figures()

    def _kfz_sync_figures(self):
        """Append what the figures ledger lacks to agree with the projects' agreements, landings and capital."""
        projects = self.filtered("is_promotion")
        if not projects:
            return
        if rows := projects._kfz_missing_figures():
            # sudo: the ledger is written by the system alone; user_id tells who caused an entry
            self.env["kfz.figure.entry"].sudo()._kfz_append_rows(rows)

    def _kfz_missing_figures(self):
        """The values of the entries that the ledger lacks to agree with the projects' evidence."""
        # sudo: the ledger tells of all of a project's figures, whatever part of it this user may read
        Entry = self.env["kfz.figure.entry"].sudo()
        booked = Entry.search([("lead_id", "in", self.ids)]).grouped("lead_id")
        rows = []
        # sudo: figures follow from all of a project's evidence, whatever part of it this user may read
        for lead in self.sudo():
            for figure in figures.corrections(
                (entry._kfz_figure() for entry in booked.get(lead, Entry)),
                lead._kfz_wanted_figures(),
            ):
                rows.append(
                    {
                        "lead_id": lead.id,
                        "company_id": lead.company_id.id,
                        "indicator": figure.indicator,
                        "source": figure.source,
                        "count": figure.count,
                        "amount": float(figure.amount),
                        "effective_date": figure.effective_date,
                        "user_id": self.env.uid,
                    }
                )
        return rows

    def _kfz_wanted_figures(self):
        landing = self._kfz_landing()
        return figures.wanted(
            [
                figures.Agreement(a.id, a.kind, a.signed_on, _fen(a.amount_cny))
                for a in self.agreement_ids
                if a.state != "draft"
            ],
            (landing.id, landing.effective_date) if landing else None,
            [figures.Capital(c.id, c.received_on, _fen(c.amount_cny)) for c in self._kfz_capital()],
        )


def _fen(amount):
    """A stored amount as an exact decimal with two places."""
    return Decimal(repr(amount)).quantize(Decimal("0.01"))
