import datetime
import itertools

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ...domain import calendar
from ..common import KfzCase

#: how many sequences of how many steps
SEQUENCES, STEPS = 15, 8
DAY = datetime.timedelta(days=1)
LEADING, LEAD, MEMBER = "lead_official", "task_force_lead", "task_force_member"
FORCES = (LEAD, MEMBER)


@tagged("post_install", "-at_install")
class TestPeopleSequences(KfzCase):
    """Whatever is assigned, handed over, left and ended one after the other: who is assigned, and who sees what."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zone_managers = {cls.zone_a: cls.manager, cls.zone_b: cls.manager_b}
        cls.leads, cls.people, cls.logins = {}, {}, {}
        for zone in cls.zone_managers:
            cls.leads[zone] = [cls._project("lead", zone=zone) for _number in range(2)]
            cls.people[zone] = [cls._official(f"示例{zone.zone_code}", zone) for _n in range(4)]
            for number, role in enumerate(("task_force", "task_force", "lead_official")):
                user = new_test_user(
                    cls.env,
                    login=f"people_{zone.zone_code}_{number}",
                    groups=f"kfz_investment.group_kfz_{role}",
                    company_id=zone.id,
                    company_ids=[(6, 0, zone.ids)],
                )
                cls.people[zone][number].user_id = user
                cls.logins[user] = FORCES if role == "task_force" else (*FORCES, LEADING)
        cls.all_leads = cls.env["crm.lead"].union(*itertools.chain(*cls.leads.values()))

    def test_random_sequences(self):
        # hypothesis is a tool of development: Odoo loads the tests of a module without it
        import hypothesis
        from hypothesis import strategies as st

        number = st.integers(0, 3)
        step = st.tuples(
            st.sampled_from(("assign", "join", "force", "leave", "leave", "end")),
            st.booleans(),
            number,
            number,
            number,
            st.integers(0, 2),
        )
        self.count = {"done": 0, "refused": 0}

        @hypothesis.settings(
            max_examples=SEQUENCES,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(st.lists(step, min_size=3, max_size=STEPS))
        def run(steps):
            with self.env.cr.savepoint() as whole:
                self._run(steps)
                whole.rollback()
            self.env.invalidate_all()

        run()
        # the control: the sequences are not all refused, and some of what is refused is seen
        self.assertGreater(self.count["done"], 3 * self.count["refused"])
        self.assertTrue(self.count["refused"])

    def _run(self, steps):
        day = self.today
        for name, is_b, *numbers, later in steps:
            day += later * DAY
            zone = self.zone_b if is_b else self.zone_a
            with calendar.showing(day):
                before = self._rows()
                try:
                    with self.env.cr.savepoint():
                        getattr(self, f"_take_{name}")(zone, day, *numbers)
                    self.count["done"] += 1
                except UserError:
                    self.env.invalidate_all()
                    self.count["refused"] += 1
                    self.assertEqual(self._rows(), before)
                self._check(day)

    # the steps, as the manager of the zone takes them

    def _lead(self, zone, number):
        return self.leads[zone][number % 2].with_user(self.zone_managers[zone])

    def _in_office(self, zone, *numbers):
        found = [self.people[zone][number] for number in numbers]
        return self.env["kfz.official"].union(*found).filtered("active")

    def _assign(self, zone, number, role, officials):
        manager = self.zone_managers[zone]
        wizard = self.env["kfz.lead.assign"].with_user(manager)
        wizard.create(
            {
                "lead_ids": self._lead(zone, number).ids,
                "role": role,
                "official_id": role != MEMBER and officials[:1].id,
                "official_ids": [(6, 0, officials.ids)] if role == MEMBER else [],
            }
        ).action_apply()

    def _take_assign(self, zone, _day, lead, official, _other):
        self._assign(zone, lead, LEADING, self._in_office(zone, official))

    def _take_join(self, zone, _day, lead, official, other):
        self._assign(zone, lead, MEMBER, self._in_office(zone, official, other))

    def _take_force(self, zone, _day, lead, leader, member):
        action = self._lead(zone, lead).action_task_force()
        wizard = self.env["kfz.task.force"].with_user(self.zone_managers[zone])
        wizard = wizard.browse(action["res_id"])
        people = self._in_office(zone, leader, member)
        wizard.write({"leader_id": people[:1].id, "member_ids": [(6, 0, people[1:].ids)]})
        wizard.action_apply()

    def _take_leave(self, zone, day, official, successor, back):
        leaver = self.people[zone][official].with_user(self.zone_managers[zone])
        action = leaver.action_leave()
        wizard = self.env["kfz.official.leave"].with_user(self.zone_managers[zone])
        wizard = wizard.browse(action["res_id"])
        wizard.day = day - (back % 2) * DAY
        wizard.line_ids.write({"successor_id": self.people[zone][successor].id})
        wizard.action_apply()

    def _take_end(self, zone, _day, lead, official, _other):
        rows = self._lead(zone, lead).assignment_ids
        rows.filtered(
            lambda each: each.official_id == self.people[zone][official] and each.role in FORCES
        ).action_end()

    # what holds after each of them

    def _rows(self):
        rows = self.env["kfz.assignment"].search([("lead_id", "in", self.all_leads.ids)])
        return sorted(
            (row.id, row.official_id.id, row.role, row.date_from, row.date_to or None)
            for row in rows
        ) + sorted(self.env["kfz.official"].search([]).ids)

    def _check(self, day):
        self.env.flush_all()
        self.env.invalidate_all()
        for lead in self.all_leads:
            self._check_lead_official(lead)
        for official in itertools.chain(*self.people.values()):
            self.assertTrue(official.active or not official._kfz_open_assignments())
        for user, roles in self.logins.items():
            self._check_login(user, roles, day)

    def _check_lead_official(self, lead):
        """Never two, and neither gap nor overlap from the first one on."""
        rows = lead.assignment_ids.filtered(lambda each: each.role == LEADING).sorted(
            lambda each: (each.date_from, each.date_to or datetime.date.max, each.id)
        )
        for row, following in itertools.pairwise(rows):
            self.assertEqual(row.date_to, following.date_from)
        if rows:
            self.assertEqual(len(rows.filtered(lambda each: not each.date_to)), 1)
            self.assertFalse(rows[-1].date_to)

    def _check_login(self, user, roles, day):
        """They read the projects of their active assignments, and task forces change them; no others, in no other zone."""
        mine = self.all_leads.filtered(
            lambda lead: any(
                row.official_id.user_id == user
                and row.role in roles
                and row.date_from <= day
                and (not row.date_to or row.date_to >= day)
                for row in lead.assignment_ids
            )
        )
        theirs = self.all_leads.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )
        self.assertEqual(set(theirs._filtered_access("read").ids), set(mine.ids))
        may_write = mine if LEADING not in roles else mine.browse()
        self.assertEqual(set(theirs._filtered_access("write").ids), set(may_write.ids))
