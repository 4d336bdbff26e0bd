from odoo import api, models

from .period_words import day_text


class KfzCalendarDay(models.Model):
    """A day that somebody enters, changes or deletes leaves a row in ``kfz.calendar.change``.

    Days of the product and of a notice that is taken in are the system's: these have no row each, the notice has its own.
    """

    _inherit = "kfz.calendar.day"

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        days._kfz_enter_changes({})
        return days

    def write(self, vals):
        before = self._kfz_said()
        result = super().write(vals)
        self._kfz_enter_changes(before)
        return result

    def unlink(self):
        before = self._kfz_said()
        rows = [self._kfz_change(said, None) for said in before.values()]
        result = super().unlink()
        self._kfz_log_changes(rows)
        return result

    def _kfz_said(self):
        """{day: what :meth:`_kfz_says` gives}; nothing where the system writes."""
        return {} if self.env.su else {day: day._kfz_says() for day in self}

    def _kfz_says(self):
        """(date, zone, what the day says in the user's language, its source)"""
        lists = [
            dict(self._fields[name]._description_selection(self.env))[self[name]]
            for name in ("kind", "state")
        ]
        words = [day_text(self.env, self.date), *lists, self.name, self.source]
        return self.date, self.company_id.id, " · ".join(filter(None, words)), self.source

    def _kfz_enter_changes(self, before):
        """Enter what changed of each day.

        :param before: what :meth:`_kfz_said` gave; empty for days that are new
        """
        if self.env.su:
            return
        rows = []
        for day in self:
            was, now = before.get(day), day._kfz_says()
            if was and was[1] != now[1]:
                # neither zone reads what the day says in the other one
                rows += [self._kfz_change(was, None), self._kfz_change(None, now)]
            elif was != now:
                rows.append(self._kfz_change(was, now))
        self._kfz_log_changes(rows)

    @api.model
    def _kfz_change(self, before, after):
        """The values of an entry, of a day as :meth:`_kfz_says` gave it before and after; None where it is not there."""
        date, zone, _words, source = after or before
        act = "changed" if before and after else "added" if after else "removed"
        return {
            "year": str(date.year),
            "date": date,
            "company_id": zone,
            "before": before and before[2],
            "after": after and after[2],
            "source": source,
            "user_id": self.env.uid,
            act: 1,
        }

    @api.model
    def _kfz_log_changes(self, rows):
        if rows:
            # sudo: nobody writes the history; who it was is the user of this call
            self.env["kfz.calendar.change"]._kfz_as_system().create(rows)
