from odoo import models
from odoo.tools import SQL


class ResPartner(models.Model):
    """Project companies that are merged: the landings that name them say so, and are sealed again."""

    _inherit = "res.partner"

    def _kfz_merge_links(self, kept, move):
        # sudo: landings of all zones follow the enterprise, whoever merges it
        landings = self.env["kfz.milestone"].sudo()
        landings = landings.search([("project_company_ids", "in", self.ids)])
        self._kfz_unlink_twice(kept, landings)
        super()._kfz_merge_links(kept, move)
        landings.invalidate_recordset()
        gone = ",".join(map(str, sorted(self.ids)))
        landings._kfz_repeat_companies(f"merge {self._table}:{gone}>{kept.id}")
        landings.filtered(lambda m: m.state == "recognised")._kfz_companies_changed()

    def _kfz_unlink_twice(self, kept, landings):
        """Of several merged enterprises that one landing names, one link stays: core moves one, and the others would keep the merged ones."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """DELETE FROM kfz_milestone_company_rel link
                    WHERE link.milestone_id = ANY(%(landings)s) AND link.partner_id = ANY(%(gone)s)
                      AND EXISTS (SELECT FROM kfz_milestone_company_rel other
                                   WHERE other.milestone_id = link.milestone_id
                                     AND (other.partner_id = %(kept)s OR other.partner_id = ANY(%(gone)s)
                                          AND other.partner_id < link.partner_id))""",
                landings=landings.ids,
                gone=self.ids,
                kept=kept.id,
            )
        )
