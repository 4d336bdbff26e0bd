from unittest.mock import patch

from odoo.tests import Form, tagged

from ...models.base import json_columns
from ...models.base.line_lists import is_plain
from ...models.pipeline.crm_lead_lines import WHOLE
from ..common import KfzCase
from . import page_queries

#: queries of opening a landed project, of saving its name and of moving it, what the client reads again included
#: three more since the page shows its ladder, promises and issues, and a meeting that waits to be recorded; a move also asks
#: what is due, and whether the lead was answered, since the clock ends with it; one more for what its lights rest on where an amount or a
#: stage changes; one for what was there before a save, since only what differs is work on the record. Duties, pauses, triages and the
#: response come with the other lists
OPEN_MOST, SAVE_MOST, AMOUNT_MOST, MOVE_MOST = 25, 30, 38, 52


@tagged("post_install", "-at_install")
class TestLineLists(KfzCase):
    """The lists of a project are read together, and say what each says alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        leader = cls._official("示例领导甲", user_id=cls.official.id)
        cls.leads = cls._project("landed", user=cls.officer) | cls._project(
            "signed", user=cls.officer
        )
        cls.env["kfz.assignment"].create(
            [
                {"lead_id": lead.id, "official_id": leader.id, "role": "lead_official"}
                for lead in cls.leads
            ]
        )
        cls.theirs = cls._project("landed", zone=cls.zone_b)
        cls.env.flush_all()

    def _lists(self, leads):
        """The names of the lists of ours that a user may read."""
        return [
            name
            for name, field in leads._fields.items()
            if is_plain(leads, field)
            and leads._has_field_access(field, "read")
            and leads.env[field.comodel_name].has_access("read")
        ]

    def test_together_they_say_what_each_says_alone(self):
        for role in ("officer", "manager", "official", "manager_all"):
            leads = self.leads.with_user(getattr(self, role)).with_context(
                allowed_company_ids=self.zone_a.ids
            )
            names = self._lists(leads)
            self.assertGreaterEqual(len(names), 5, role)
            self.env.invalidate_all()
            leads.fetch(names)
            together = {
                name: leads.mapped(lambda lead, name=name: lead[name].ids) for name in names
            }
            for name in names:
                self.env.invalidate_all()
                alone = leads.mapped(lambda lead, name=name: lead[name].ids)
                self.assertEqual(together[name], alone, (role, name))

    def test_a_line_knows_its_record_and_its_zone(self):
        leads = self.leads.with_user(self.officer)
        self.env.invalidate_all()
        leads.fetch(self._lists(leads))
        for lead in leads:
            for line in (*lead.agreement_ids, *lead.milestone_ids, *lead.assignment_ids):
                self.assertEqual(line.lead_id, lead)
                self.assertEqual(line.company_id, lead.company_id)

    def test_lines_carry_the_columns_that_core_would_read(self):
        """Of one project: numbers, days, moments and links in the cache are of the types and values that core puts there."""
        seen = set()
        for role in ("officer", "manager", "official"):
            lead = self.leads[0].with_user(getattr(self, role))
            names = self._lists(lead)
            for name in names:
                if lead._fields[name].comodel_name in WHOLE:
                    seen |= self._types_read_alike(lead, name, names)
        self.assertLessEqual({"date", "datetime", "many2one", "selection"}, seen)

    def _types_read_alike(self, lead, name, names):
        """The types of the columns in a list that are filled, after comparing what is read with the list and what core reads."""
        self.env.invalidate_all()
        lead.fetch(names)
        lines = lead[name]
        columns = json_columns.prefetched(lines)

        def cached():
            caches = [field._get_cache(lines.env) for field in columns]
            return [[cache.get(line) for line in lines._ids] for cache in caches]

        together = cached()
        self.env.invalidate_all()
        lines.fetch([field.name for field in columns])
        alone = cached()
        self.assertEqual(together, alone, name)
        kinds = [[list(map(type, values)) for values in way] for way in (together, alone)]
        self.assertEqual(*kinds, name)
        return {field.type for field, values in zip(columns, alone, strict=True) if any(values)}

    def test_a_column_of_others_is_not_read_with_the_lines(self):
        """A field that the user's groups may not read is no more in the cache than after core's reading."""
        field = self.env["kfz.agreement"]._fields["number"]
        lead = self.leads[0].with_user(self.officer)
        with patch.object(field, "groups", "base.group_system"):
            self.env.invalidate_all()
            lead.fetch(self._lists(lead))
            self.assertFalse(set(field._get_cache(lead.env)) & set(lead.agreement_ids._ids))

    def test_they_cost_one_query(self):
        leads = self.leads.with_user(self.officer)
        leads.fetch(self._lists(leads))
        self.env.invalidate_all()
        leads.check_access("read")
        with self.assertQueryCount(1):
            leads.fetch(self._lists(leads))

    def test_lines_of_another_zone_are_in_no_list(self):
        """Not even where a line were hung on a project of one's own zone."""
        line = self.theirs.agreement_ids
        self.env.cr.execute(
            "UPDATE kfz_assignment SET company_id = %s WHERE lead_id = %s RETURNING id",
            (self.zone_b.id, self.leads[0].id),
        )
        moved = {row[0] for row in self.env.cr.fetchall()}
        self.assertTrue(moved and line)
        self.env.invalidate_all()
        lead = (
            self.leads[0].with_user(self.officer).with_context(allowed_company_ids=self.zone_a.ids)
        )
        lead.fetch(self._lists(lead))
        self.assertFalse(lead.assignment_ids)

    def test_a_page_is_opened_saved_and_moved_with_few_queries(self):
        context = {"lang": "zh_CN", "allowed_company_ids": self.zone_a.ids}
        env = self.env(user=self.officer, context=context)
        spec = Form(self.leads[0].with_env(env), page_queries.FORM)._view["fields_spec"]
        names = iter(("示例甲", "示例乙") * 2)
        amounts = iter(range(200_000_000, 200_000_009))
        stages = iter([self.stages[word].id for word in ("review", "signed") * 2])

        def _save(lead, values):
            lead.web_save(values, spec)
            env.flush_all()
            # what waits for the commit
            env.cr.flush()

        def read(env):
            self.leads[0].with_env(env).web_read(spec)

        def save(env):
            _save(self.leads[0].with_env(env), {"name": next(names)})

        def save_amount(env):
            _save(self.leads[0].with_env(env), {"expected_revenue": next(amounts)})

        def move(env):
            values = {"stage_id": next(stages), "move_reason": "示例原因"}
            _save(self.leads[1].with_env(env), values)

        pages = {read: OPEN_MOST, save: SAVE_MOST, save_amount: AMOUNT_MOST, move: MOVE_MOST}
        for page, most in pages.items():
            with self.subTest(page.__name__):
                self.assertLessEqual(page_queries.cost(env, page), most, page.__name__)
