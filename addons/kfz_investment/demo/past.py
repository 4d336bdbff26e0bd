import datetime

from ..domain import calendar
from . import tables


class Past:
    """When what happened was recorded: on that day or soon after, in office hours, never in the future.

    Projects go by their number in the plan, from 1.
    """

    def __init__(self, env, plans):
        self._now = env.cr.now()
        self._rng = tables.rng("past")
        self._late = self._draw_late(plans)

    def moment(self, day, number):
        """A moment of an office day in Shanghai, as UTC."""
        return office_moment(day, number, self._now)

    def recorded(self, number, day, milestone=""):
        """The moment at which something of a day was entered for a project; some signings long after."""
        if milestone == "signed" and number in self._late:
            delay = self._late[number]
        else:
            delay = (number + day.toordinal()) % 5
        return self.moment(day + datetime.timedelta(days=delay), number + day.toordinal())

    def enterprise_moments(self, plans, count):
        """When the enterprises were entered: before their first project; a target without project at some time since."""
        first = {
            plan.row["enterprise"]: plan.dates["lead"]
            - datetime.timedelta(days=self._rng.randint(0, 9))
            for plan in reversed(plans)
        }
        days = [
            first.get(number)
            or calendar.today() - datetime.timedelta(days=self._rng.randint(1, 800))
            for number in range(count)
        ]
        return [self.moment(day, number) for number, day in enumerate(days)]

    def _draw_late(self, plans):
        """Six signings of a quarter's last days that were entered in the next: number → days of delay."""
        left = {
            number: (calendar.next_quarter(plan.dates["signed"]) - plan.dates["signed"]).days
            for number, plan in enumerate(plans, 1)
            if plan.reached("signed")
        }
        return {
            number: left[number] + self._rng.randint(2, 15)
            for number in sorted(left, key=lambda number: (left[number], number))[:6]
        }


def office_moment(day, number, now):
    """A moment of an office day in Shanghai, as UTC, that differs from number to number; ``now`` at the latest."""
    moment = datetime.datetime.combine(day, datetime.time(1 + number % 8, number * 7 % 60))
    return min(moment, now)
