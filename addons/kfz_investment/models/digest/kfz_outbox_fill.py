from odoo import api, models

from ...domain import calendar
from ...domain.follow_up import ENDED
from ...domain.message_words import plain_words
from ..base.period_words import day_text

#: overdue promises and issues that a summary names, where the zone allows names
NAMED = 10


class KfzOutbox(models.Model):
    """The summary that a zone's robots post on a working day: figures, and names only where the zone allows them."""

    _inherit = "kfz.outbox"

    @api.model
    def _kfz_fill(self, today):
        """Put one summary into the outbox for each channel that is on and has none of today. A day without anything overdue has
        none."""
        done = self.search([("kind", "=", "digest"), ("day", "=", today)]).robot_id
        channels = self.env["kfz.channel"].search([("state", "=", "on")]) - done
        Day = self.env["kfz.calendar.day"]
        channels = channels.filtered(
            lambda channel: Day._kfz_workdays(channel.company_id).is_work(today)
        )
        if not channels:
            return
        figures = self.env["kfz.digest"]._kfz_zone_figures()
        # a group has one language: Chinese, where it is installed
        lang = "zh_CN" if self.env["res.lang"]._get_data(code="zh_CN") else "en_US"
        for channel in channels:
            if counts := figures.get(channel.company_id.id):
                ours = self.with_context(lang=lang)
                self._kfz_put(channel, "digest", ours._kfz_summary(channel, today, counts))

    @api.model
    def _kfz_summary(self, channel, today, counts):
        """The text: the day stands in it, so that people recognise a message that came twice."""
        zone = channel.company_id.with_context(lang=self.env.lang)
        promises, issues, steps = counts
        lines = [
            self.env._(
                "%(zone)s, %(day)s, overdue: promises %(promises)s, coordination issues %(issues)s, next steps %(steps)s",
                zone=zone.display_name,
                day=day_text(self.env, today),
                promises=promises,
                issues=issues,
                steps=steps,
            )
        ]
        if zone._kfz_settings().kfz_names_in_messages:
            lines += self._kfz_named(zone)
        lines.append(self.env._("Details: %(link)s", link=self.env["kfz.digest"]._kfz_link()))
        return "\n".join(lines)

    @api.model
    def _kfz_named(self, zone):
        """The promises and issues of a zone that are overdue for longest, with their projects."""
        overdue = [
            ("company_id", "=", zone.id),
            ("is_closed", "=", False),
            ("date_due", "<", calendar.today()),
            ("lead_id", "not any", [("condition", "in", ENDED)]),
        ]
        found = [
            record
            for model in ("kfz.promise", "kfz.issue")
            for record in self.env[model].search(overdue, order="date_due, id", limit=NAMED)
        ]
        found.sort(key=lambda record: record.date_due)
        return [
            self.env._(
                "· %(project)s: %(name)s (by %(day)s)",
                # an issue may be about an enterprise alone; a promise never is
                project=plain_words(record.lead_id.name or record.partner_id.name),
                name=plain_words(record.name),
                day=day_text(self.env, record.date_due),
            )
            for record in found[:NAMED]
        ]
