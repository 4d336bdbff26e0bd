from odoo.tests import tagged
from odoo.tools import SQL

from .share_common import ShareCase

#: what may grow with the batch size of core's inserts and prefetching, not with each record
SLACK = 6


@tagged("post_install", "-at_install")
class TestShareQueries(ShareCase):
    """Sharing many projects costs a number of queries, not a number of queries per project."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partner = cls._enterprise()
        cls.leads = cls.env["crm.lead"].create(
            [
                {
                    "name": f"示例项目{number}",
                    "is_promotion": True,
                    "company_id": cls.zone_a.id,
                    "partner_id": partner.id,
                    "site_need": "示例仓库",
                    "industry_function": "logistics",
                }
                for number in range(48)
            ]
        )
        cls._publish(cls.leads[:4])

    @classmethod
    def _publish(cls, leads):
        """Share and publish; the number of queries, work before the commit included."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        before = cls.env.cr.sql_log_count
        shares = (
            cls.env["kfz.share"]
            .with_user(cls.manager)
            .create(
                [
                    {
                        "lead_id": lead.id,
                        "level_id": cls.levels["standard"].id,
                        "recipient_ids": [(6, 0, cls.zone_b.ids)],
                    }
                    for lead in leads
                ]
            )
        )
        shares.action_publish()
        cls.env.cr.flush()
        return cls.env.cr.sql_log_count - before

    def _open(self, user=None, ours=False):
        """The first page of the pool as the list of zone B's manager asks for it; the number of queries."""
        Sheet = self.env["kfz.shared.project"].with_user(user or self.manager_b)
        names = (
            "display_name",
            "own_project",
            "is_new",
            "enterprise_name",
            "sector",
            "size_band",
            "milestone",
            "revised_on",
        )
        spec = {**{name: {} for name in names}, "zone_id": {"fields": {"display_name": {}}}}
        domain = [("is_ours", "=", ours), ("state", "=", "published")]
        Sheet.web_search_read(domain, spec, limit=80)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        found = Sheet.web_search_read(domain, spec, limit=80)["length"]
        return found, self.env.cr.sql_log_count - before

    def test_publishing_forty_costs_no_more_queries_than_four(self):
        few, many = self._publish(self.leads[4:8]), self._publish(self.leads[8:48])
        self.assertLessEqual(many, few + SLACK)

    def test_opening_the_pool_with_more_sheets_costs_no_more_queries(self):
        found, few = self._open()
        self._publish(self.leads[4:48])
        found_later, many = self._open()
        self.assertEqual((found, found_later), (4, 48))
        self.assertEqual(many, few)

    def test_opening_our_own_with_more_sheets_costs_no_more_queries(self):
        few = {user: self._open(user, ours=True) for user in (self.manager, self.officer)}
        self._publish(self.leads[4:48])
        for user, (found, count) in few.items():
            found_later, many = self._open(user, ours=True)
            self.assertEqual((found, found_later), (4, 48))
            self.assertLessEqual(many, count + SLACK, user.login)

    def test_a_change_of_forty_shared_projects_costs_no_query_each_to_find_their_sheets(self):
        self._publish(self.leads[4:48])

        def change(leads, word):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            leads.write({"site_need": word})
            self.env.cr.flush()
            return self.env.cr.sql_log_count - before

        few, many = change(self.leads[:4], "示例厂房"), change(self.leads[4:44], "示例堆场")
        self.assertLessEqual(many, few + SLACK)

    def test_the_first_page_of_the_pool_is_read_in_order_from_an_index(self):
        Sheet = self.env["kfz.shared.project"].with_user(self.manager_b)
        query = Sheet._search([("state", "=", "published")], order=Sheet._order, limit=80)
        # had PostgreSQL to choose between an index and sorting for ever
        self.env.cr.execute("SET LOCAL enable_sort = off")
        self.env.cr.execute(SQL("EXPLAIN %s", query.select()))
        plan = "\n".join(line for [line] in self.env.cr.fetchall())
        self.assertIn("recent_idx", plan)
