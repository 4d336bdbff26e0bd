import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import calendar
from ..base.period_words import day_text

#: what may still change once an award uses the scheme
FREE = {"date_to", "active", "simulated_base"}


class KfzAwardScheme(models.Model):
    """A scheme in use is never edited: a new version follows it."""

    _inherit = "kfz.award.scheme"

    version = fields.Integer(default=1, readonly=True, copy=False)
    previous_id = fields.Many2one(
        "kfz.award.scheme",
        "Previous version",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    award_count = fields.Integer("Awards", compute="_compute_award_count")
    is_used = fields.Boolean("In use", compute="_compute_award_count")

    def _compute_award_count(self):
        # sudo: whether a scheme is in use must not depend on the user
        counts = dict(
            self.env["kfz.award"]
            .sudo()
            ._read_group([("scheme_id", "in", self._origin.ids)], ["scheme_id"], ["__count"])
        )
        for scheme in self:
            scheme.award_count = counts.get(scheme._origin, 0)
            scheme.is_used = bool(scheme.award_count)

    @api.constrains("date_to")
    def _check_awards_covered(self):
        for scheme in self.filtered("date_to"):
            # sudo: an award keeps its scheme, even one that the user cannot read
            late = (
                self.env["kfz.award"]
                .sudo()
                .search(
                    [("scheme_id", "=", scheme.id), ("landed_on", ">", scheme.date_to)],
                    order="landed_on desc",
                    limit=1,
                )
            )
            if late:
                raise ValidationError(
                    self.env._(
                        "“%(scheme)s” cannot end on %(date)s: it is used by the award of a project that landed on %(landed)s.",
                        scheme=scheme.name,
                        date=day_text(self.env, scheme.date_to),
                        landed=day_text(self.env, late.landed_on),
                    )
                )

    def write(self, vals):
        if set(vals) - FREE - {"message_follower_ids", "message_ids"}:
            self._kfz_check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self._kfz_check_unused()

    def _kfz_check_unused(self):
        if used := self.filtered("is_used")[:1]:
            raise UserError(
                self.env._(
                    "“%(scheme)s” is in use: %(count)s awards are calculated by it, so it cannot be changed. Create a new version instead.",
                    scheme=used.name,
                    count=used.award_count,
                )
            )

    def action_new_version(self):
        """A copy that follows this scheme from today or the day after its last landing; this one ends the day before."""
        self.ensure_one()
        if not self.active or self.search_count([("previous_id", "=", self.id)], limit=1):
            raise UserError(
                self.env._(
                    "“%(scheme)s” already has a newer version: use that one.",
                    scheme=self.name,
                )
            )
        # sudo: the last landing that the scheme was used for, even one that the user cannot read
        last = (
            self.env["kfz.award"]
            .sudo()
            .search([("scheme_id", "=", self.id)], order="landed_on desc", limit=1)
            .landed_on
        )
        start = max(
            filter(
                None,
                (
                    calendar.today(),
                    self.date_from + datetime.timedelta(days=1),
                    last and last + datetime.timedelta(days=1),
                ),
            )
        )
        end = self.date_to if self.date_to and self.date_to >= start else False
        self.date_to = start - datetime.timedelta(days=1)
        name = self.name.rpartition(" v")[0] if self.version > 1 else self.name
        new = self.copy({"date_from": start, "date_to": end, "name": f"{name} v{self.version + 1}"})
        new._kfz_may_set("version", "previous_id").write(
            {"version": self.version + 1, "previous_id": self.id}
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": new.id,
            "view_mode": "form",
        }

    def action_awards(self):
        """The awards that use the scheme."""
        return {
            **self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_award_action"),
            "domain": [("scheme_id", "=", self.id)],
            "context": {},
        }
