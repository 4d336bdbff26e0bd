from odoo.tests import tagged

from ..common import KfzCase

#: what a first message is, besides its id, its moment and its record
SAID = (
    *("author_id", "author_guest_id", "email_from", "message_type", "subtype_id", "is_internal"),
    *("parent_id", "subject", "email_add_signature", "record_alias_domain_id"),
    *("record_company_id", "reply_to", "reply_to_force_new", "partner_ids", "notified_partner_ids"),
    *("attachment_ids", "tracking_value_ids", "model", "create_uid"),
)


@tagged("post_install", "-at_install")
class TestCreatedTogether(KfzCase):
    """Projects that are created together have the messages, followers and notices of those created one by one."""

    def _new(self, count, **values):
        return [
            {"name": f"示例项目{number}", "is_promotion": True, **values} for number in range(count)
        ]

    def _create(self, vals_list, user=None):
        env = self.env(user=user or self.officer, context={"lang": "zh_CN"})
        leads = env["crm.lead"].create(vals_list)
        env.cr.flush()
        return leads

    def _said(self, lead):
        """The messages of a project, the first one first, and who follows it."""
        messages = lead.sudo().message_ids.sorted("id")
        rows = [{name: message[name] for name in SAID} for message in messages]
        bodies = [message.body.replace(lead.project_code, "") for message in messages]
        followers = lead.sudo().message_follower_ids
        told = [(each.partner_id, each.subtype_ids) for each in followers.sorted("partner_id")]
        return rows, bodies, told

    def test_they_say_what_one_says_alone(self):
        for user in (self.officer, self.manager):
            [values] = self._new(1, user_id=self.officer.id)
            alone = self._said(self._create([values], user))
            together = [self._said(lead) for lead in self._create([values] * 3, user)]
            self.assertEqual(together, [alone] * 3)
            self.assertTrue(alone[0])

    def test_the_first_message_has_words(self):
        [first, *_others] = self._create(self._new(1)).sudo().message_ids.sorted("id")
        # the client then shows the description of its kind, and nothing else
        self.assertIn("o_mail_notification", first.body)
        kind = first.subtype_id
        self.assertEqual(kind.with_context(lang="en_US").description, "Project created")
        self.assertEqual(kind.with_context(lang="zh_CN").description, "新建项目")

    def test_whoever_is_told_of_one_is_told_of_each(self):
        person = [("res_partner_id", "=", self.officer.partner_id.id)]
        Notification = self.env["mail.notification"]
        counts = []
        for count in (1, 3):
            before = Notification.search_count(person)
            self._create(self._new(count, user_id=self.officer.id), self.manager)
            counts.append(Notification.search_count(person) - before)
        self.assertEqual(counts[1], 3 * counts[0])
        self.assertTrue(counts[0])

    def test_leads_of_sales_among_them_keep_their_own(self):
        env = self.env(user=self.manager)
        mixed = env["crm.lead"].create([*self._new(2), {"name": "示例", "type": "lead"}])
        words = mixed.sudo().message_ids.subtype_id
        self.assertIn(self.env.ref("crm.mt_lead_create"), words)
        self.assertIn(self.env.ref("kfz_investment.mt_project_create"), words)

    def test_a_client_cannot_send_the_batch(self):
        env = self.env(user=self.officer, context={"kfz_created": {"ids": [1]}})
        [lead] = env["crm.lead"].create(self._new(1))
        self.assertEqual(
            lead.sudo().message_ids.subtype_id, self.env.ref("kfz_investment.mt_project_create")
        )

    def test_forty_cost_few_queries_more_than_four(self):
        self._create(self._new(4))
        counts = {}
        for count in (4, 4, 40):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._create(self._new(count))
            counts[count] = self.env.cr.sql_log_count - before
        self.assertLessEqual(counts[40], counts[4] + 4, counts)
