from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .isolation_common import IsolationCase


@tagged('post_install', '-at_install')
class TestIsolation(IsolationCase):
    """What keeps zones apart beside rules: audiences, labels, persons, the words of refusals, and stock users as they were."""

    def _project_of_a(self):
        return self._project('lead', user=self.manager).with_user(self.manager)

    def test_colleagues_of_another_zone_are_not_told(self):
        project, stranger = self._project_of_a(), self.officer_b.partner_id
        for told in (
            lambda: project.message_post(body="x", partner_ids=stranger.ids),
            lambda: project.message_subscribe(partner_ids=stranger.ids),
            lambda: project.partner_id.message_post(body="x", partner_ids=stranger.ids),
        ):
            with self.assertRaisesRegex(UserError, "does not work in this zone"), self.cr.savepoint():
                told()
        project.message_post(body="x", partner_ids=(self.officer | self.manager_all).partner_id.ids)

    def test_colleagues_of_another_zone_are_invited_without_the_project_only(self):
        values = {
            'name': "示例会谈", 'start': '2026-01-05 02:00:00', 'stop': '2026-01-05 03:00:00',
            'partner_ids': [(6, 0, self.officer_b.partner_id.ids)]}
        Event = self.env['calendar.event'].with_user(self.manager)
        with self.assertRaisesRegex(ValidationError, "does not work in this zone"), self.cr.savepoint():
            Event.create({**values, 'opportunity_id': self._project_of_a().id})
        self.assertTrue(Event.create(values).with_user(self.officer_b).has_access('read'))
        self.assertFalse(Event.create({**values, 'partner_ids': []}).with_user(self.officer_b).has_access('read'))

    def test_nobody_of_another_zone_becomes_account_manager(self):
        with self.assertRaises(UserError):
            self._project_of_a().user_id = self.officer_b

    def test_two_zones_use_the_same_tag_without_learning_of_each_other(self):
        create = [self.env['crm.tag'].with_user(user).create({'name': "示例标签"}) for user in (self.officer, self.officer_b)]
        self.assertEqual([tag.kfz_zone_id for tag in create], [self.zone_a, self.zone_b])
        self.assertFalse(create[0].with_user(self.officer_b).has_access('read'))

    def test_everybody_keeps_the_labels_of_stock(self):
        tag = self.env['crm.tag'].create({'name': "Stock"})
        self.assertFalse(tag.kfz_zone_id)
        self.assertTrue(tag.with_user(self.officer_b).has_access('read'))

    def test_a_person_entered_in_a_zone_is_its_own(self):
        Partner = self.env['res.partner'].with_user(self.manager)
        for person in (Partner.create({'name': "示例"}), Partner.create({'name': "示例", 'company_id': False}),
                       Partner.browse(Partner.name_create("示例")[0]), Partner.find_or_create("示例 <x@example.com>")):
            self.assertEqual(person.company_id, self.zone_a)
            self.assertFalse(person.with_user(self.officer_b).has_access('read'))

    def test_no_zone_makes_utm_words(self):
        with self.assertRaises(AccessError):
            self.env['utm.source'].with_user(self.officer).create({'name': "示例来源"})

    def test_a_refusal_names_nothing_in_debug_mode(self):
        self.manager_b.group_ids += self.env.ref('base.group_no_one')
        project = self._project_of_a()
        for model, record in (('crm.lead', project), ('res.partner', project.partner_id)):
            with self.subTest(model), self.assertRaises(AccessError) as caught:
                self.env[model].with_user(self.manager_b).browse(record.id).read(['name'])
            self.assertNotIn(record.sudo().name, str(caught.exception))
            self.assertNotIn(str(record.id), str(caught.exception))

    def test_users_outside_the_zones_link_as_stock_does(self):
        company = self.env['res.company'].create({'name': "Stock"})
        self.salesman.write({'company_ids': [(6, 0, company.ids)], 'company_id': company.id})
        hidden = self._enterprise("示例")
        lead = self.env['crm.lead'].with_user(self.salesman).create({'name': "Stock", 'user_id': self.salesman.id})
        self.assertEqual(lead.company_id, company)
        self.assertFalse(hidden.with_user(self.salesman).has_access('read'))
