from odoo import api, models

from ...domain import calendar, one_page, timeline


class CrmLead(models.Model):
    """What the timeline of a project says of the other zones: shares, their answers, the course of joint promotions."""

    _inherit = "crm.lead"

    def _kfz_timeline(self):
        return [
            *super()._kfz_timeline(),
            *self._kfz_share_rows(),
            *self._kfz_answer_rows(),
            *self._kfz_joint_rows(),
        ]

    @api.model
    def _kfz_timeline_labels(self):
        return {
            **super()._kfz_timeline_labels(),
            "share": self.env._("Shares"),
            "answer": self.env._("Answers"),
            "joint": self.env._("Joint promotion"),
        }

    def _kfz_share_rows(self):
        rows = []
        for share in self._kfz_readable("share_ids").filtered("published_on"):
            # sudo: names of zones, as the list on the page shows them
            zones = share.sudo().recipient_ids.mapped("display_name")
            words = {
                "zones": one_page.listed(zones, self.env.lang),
                "level": share._kfz_name("level_id"),
            }
            begun = self.env._("Shared with %(zones)s at level “%(level)s”", **words)
            rows.append(
                timeline.Row(
                    "share",
                    calendar.shanghai_date(share.published_on),
                    begun,
                    share._kfz_word("state"),
                    share._kfz_name("published_by_id"),
                    share.published_on,
                    share._name,
                    share.id,
                )
            )
            if share.state == "published":
                until = self.env._("The share with %(zones)s ends", zones=words["zones"])
                rows.append(timeline.Row("share", share.date_end, until, is_planned=True))
        return rows

    def _kfz_answer_rows(self):
        answers = self.env["kfz.share.response"]
        uids = [uid for uid in self._kfz_readable("share_ids").mapped("sheet_uid") if uid]
        if uids and answers.has_access("read"):
            answers = answers.search([("sheet_id.uid", "in", uids)])
        return [
            timeline.Row(
                "answer",
                calendar.shanghai_date(answer.date),
                f"{answer._kfz_name('company_id')}: {answer._kfz_word('kind')}",
                answer.note or "",
                moment=answer.date,
            )
            for answer in answers
        ]

    def _kfz_joint_rows(self):
        entries = self.env["kfz.joint.promotion.entry"]
        promotions = self._kfz_joint_promotions()
        if promotions and entries.has_access("read"):
            entries = entries.search([("promotion_id", "in", promotions.ids)])
        return [
            timeline.Row(
                "joint",
                entry.date,
                f"{entry._kfz_name('zone_id')}: {entry._kfz_word('act')}",
                entry.note or "",
                moment=entry.create_date,
                model="kfz.joint.promotion",
                record=entry.promotion_id.id,
            )
            for entry in entries
        ]
