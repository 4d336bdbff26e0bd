from odoo import api, models

from ...domain import timeline
from ...domain.follow_up import ENDED
from ..base.period_words import day_text


class CrmLead(models.Model):
    """What the timeline of a project says of its ladder: what is planned, what was done, which dates were moved."""

    _inherit = "crm.lead"

    def _kfz_timeline(self):
        rows = super()._kfz_timeline()
        steps = self._kfz_readable("ladder_step_ids")
        is_open = self.condition not in ENDED
        for step in steps:
            place = {"model": step._name, "record": step.id}
            # a milestone has its own row
            if step.done_on and not step.follows_milestone:
                rows.append(
                    timeline.Row(
                        "ladder",
                        step.done_on,
                        step._kfz_word("step"),
                        step.late_text or "",
                        step._kfz_name("official_id") or step._kfz_name("unit_id"),
                        step.write_date,
                        **place,
                    )
                )
            elif is_open and step.planned_on and step.state in ("planned", "due", "late"):
                who = step._kfz_name("official_id") or step._kfz_name("unit_id")
                title = step._kfz_word("step")
                rows.append(
                    timeline.Row(
                        "ladder", step.planned_on, title, "", who, is_planned=True, **place
                    )
                )
            rows += step._kfz_move_rows()
        return rows

    @api.model
    def _kfz_timeline_labels(self):
        return {**super()._kfz_timeline_labels(), "ladder": self.env._("Ladder")}


class KfzLadderStep(models.Model):
    """The rows of a step's moved dates."""

    _inherit = "kfz.ladder.step"

    def _kfz_move_rows(self):
        return [
            timeline.Row(
                "ladder",
                change.moved_on,
                self.env._(
                    "%(step)s: moved from %(before)s to %(after)s",
                    step=self._kfz_word("step"),
                    before=day_text(self.env, change.planned_before),
                    after=day_text(self.env, change.planned_after),
                ),
                change.reason,
                change._kfz_name("user_id"),
                change.create_date,
                self._name,
                self.id,
            )
            for change in self.change_ids
        ]
