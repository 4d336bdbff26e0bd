from odoo.tests import tagged

from ..common import KfzCase

NOWHERE = 2_000_000_000


@tagged("post_install", "-at_install")
class TestFollowers(KfzCase):
    """Followers are shown with the documents that they follow; a page asks only about its own document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours = cls._project(user=cls.officer)
        cls.theirs = cls._project(zone=cls.zone_b)
        for lead in cls.ours | cls.theirs:
            lead.message_subscribe(cls.manager_all.partner_id.ids)

    def _found(self, domain, **context):
        # not a follower: one's own subscriptions show in any case
        Follower = self.env["mail.followers"].with_user(self.manager).with_context(**context)
        return {(each.res_model, each.res_id) for each in Follower.search(domain)}

    def _conditions(self, domain, **context):
        """The documents' tables that the search of followers looks into."""
        Follower = self.env["mail.followers"].with_user(self.officer).with_context(**context)
        code = Follower._search(domain).where_clause.code
        return code.count("EXISTS")

    def test_a_page_asks_about_its_document_only(self):
        page = [("res_model", "=", "crm.lead"), ("res_id", "=", self.ours.id)]
        self.assertEqual(self._conditions(page), 1)
        self.assertEqual(self._conditions([("res_model", "=", "res.partner")]), 1)
        self.assertGreater(self._conditions([("res_id", "=", self.ours.id)]), 5)
        self.assertGreater(self._conditions([("res_model", "!=", "crm.lead")]), 5)
        self.assertEqual(self._conditions([("res_model", "in", ["crm.lead", "res.partner"])]), 2)

    def test_followers_of_hidden_documents_are_hidden_whatever_is_asked(self):
        theirs, ours = ("crm.lead", self.theirs.id), ("crm.lead", self.ours.id)
        ids = [self.ours.id, self.theirs.id]
        for domain in (
            [],
            [("res_model", "=", "crm.lead")],
            [("res_model", "in", ["crm.lead", "res.partner"])],
            [("res_model", "=", "crm.lead"), ("res_id", "in", ids)],
            [("res_id", "in", ids)],
            ["|", ("res_model", "=", "res.partner"), ("res_id", "in", ids)],
            ["!", ("res_model", "=", "res.partner")],
            # what core cannot turn round stays negated
            ["|", ("res_model", "=", "res.partner"), "!", ("partner_id", "child_of", [NOWHERE])],
            [("res_model", "ilike", "lead")],
            [("partner_id", "=", self.manager_all.partner_id.id)],
        ):
            with self.subTest(domain=domain):
                found = self._found(domain)
                self.assertIn(ours, found)
                self.assertNotIn(theirs, found)

    def test_what_a_client_sends_as_the_models_changes_nothing(self):
        for sent in (["res.partner"], {"res.partner": 1}, "res.partner", [], True):
            with self.subTest(sent=sent):
                found = self._found([], kfz_asked=sent)
                self.assertIn(("crm.lead", self.ours.id), found)
                self.assertNotIn(("crm.lead", self.theirs.id), found)

    def test_followers_are_read_one_by_one_by_the_same_rule(self):
        Follower = self.env["mail.followers"].with_user(self.officer)
        all_of = self.env["mail.followers"].search(
            [("res_model", "=", "crm.lead"), ("res_id", "in", (self.ours | self.theirs).ids)]
        )
        shown = Follower.browse(all_of.ids)._filtered_access("read")
        self.assertEqual(set(shown.mapped("res_id")), set(self.ours.ids))
        self.assertEqual(
            self.ours.with_user(self.officer).message_follower_ids.partner_id,
            self.ours.message_follower_ids.partner_id,
        )
