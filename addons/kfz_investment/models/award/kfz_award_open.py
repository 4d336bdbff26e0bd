from odoo import api, models
from odoo.exceptions import UserError

from ...domain import award
from ..base.period_words import day_text


class KfzAward(models.Model):
    """Opening an award: its values follow from project, referral and scheme."""

    _inherit = "kfz.award"

    @api.model
    def _kfz_opening_vals(self, vals):
        """The values of a new award, from its project."""
        # sudo: a project's facts are written here; access to the project was checked above
        lead = self.env["crm.lead"].sudo().browse(vals.get("lead_id") or ())
        referral = lead.referral_id.browse(vals.get("referral_id") or lead.referral_id.id or ())
        if not lead:
            raise UserError(self.env._("Choose the project whose referral the award is for."))
        # sudo: the zone's scheme for the landing date, for every user
        scheme = (
            self.env["kfz.award.scheme"].sudo().browse(vals.get("scheme_id") or ())
            or lead._kfz_award_scheme()
        )
        if problem := lead._kfz_award_problem(referral, scheme):
            raise UserError(problem)
        payee = referral.member_ids.filtered("is_payee")[:1]
        return {
            # the project's code with JL (奖励), the same in every language
            **vals,
            "name": f"JL-{lead.project_code}",
            "company_id": lead.company_id.id,
            "partner_id": lead.partner_id.commercial_partner_id.id,
            "area_id": lead.area_id.id,
            "referral_id": referral.id,
            "intermediary_id": referral.intermediary_id.id,
            "payee_id": (payee.partner_id or referral.intermediary_id).id,
            "payee": payee.name or referral.intermediary_id.name,
            **self._kfz_trade_vals(lead),
            **self._kfz_window_vals(scheme, lead.landed_date),
        }

    @api.model
    def _kfz_window_vals(self, scheme, landed_on):
        """Scheme, landing date and the months of the first year."""
        first, last = award.window(landed_on, scheme.first_year_basis)
        return {
            "scheme_id": scheme.id,
            "landed_on": landed_on,
            "month_first": first,
            "month_last": last,
        }

    def _kfz_after_opening(self):
        """Figures, the first entry of the ledger, and a message."""
        self.flush_recordset()
        self._kfz_refresh()
        self._kfz_enter("opened")
        for record in self:
            record.message_post(
                body=self.env._(
                    "Award opened: %(intermediary)s referred this project, which landed on %(date)s.",
                    intermediary=record.intermediary_id.name,
                    date=day_text(self.env, record.landed_on),
                )
            )

    def _kfz_check_scheme_in_use(self, ident):
        """:raises UserError: when the scheme (id) that is chosen is archived, which the overlap of dates does not see"""
        # sudo: whether the scheme is in use must not depend on the user
        scheme = self.env["kfz.award.scheme"].sudo().browse(ident).exists()
        if scheme and not scheme.active and self.filtered(lambda a: a.scheme_id.id != ident):
            raise UserError(
                self.env._("“%(scheme)s” is archived: choose a scheme in use.", scheme=scheme.name)
            )

    def _kfz_follow_scheme(self):
        """Window and figures by the scheme that was chosen."""
        for record in self:
            window = self._kfz_window_vals(record.scheme_id, record.landed_on)
            # the scheme is there: given again, it would be followed again
            del window["scheme_id"]
            record.write(window)
        self._kfz_refresh()
        self._kfz_enter("scheme")
