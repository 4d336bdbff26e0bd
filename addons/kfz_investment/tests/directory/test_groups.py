from odoo.exceptions import UserError, ValidationError
from odoo.modules.module import load_script
from odoo.tests import Form, tagged

from .directory_common import CODES, DirectoryCase

SCRIPT = "kfz_investment/migrations/19.0.1.5.0/post-groups.py"


@tagged("post_install", "-at_install")
class TestGroups(DirectoryCase):
    """Who belongs to which group: common or the zone's own, without circles, and no other zone's to know."""

    def setUp(self):
        super().setUp()
        self.common = self._common("示例控股集团有限公司")
        self.own = self._own(self.officer_a, "甲区示例有限公司")

    def test_the_page_sets_the_group_and_lists_its_members(self):
        with Form(self.own, "kfz_investment.res_partner_view_form_kfz") as form:
            form.group_id = self.common
        deeper = self._own(self.officer_a, "甲区示例二级有限公司", group_id=self.own.id)
        head = self._as(self.officer_a).browse(self.common.id)
        self.assertEqual(head.group_member_count, 1)
        action = head.action_kfz_open_members()
        self.assertEqual(head.search(action["domain"]), self.own | deeper)
        self.own.active = False
        domain = head.action_kfz_open_members()["domain"]
        self.assertEqual(head.search(domain), deeper, "below an archived one, too")
        self.own.active = True
        self.assertEqual(
            head.search([("group_id", "=", self.common.id)]), self.own, "the list finds and groups"
        )

    def test_other_zones_learn_nothing_of_a_zones_own_members(self):
        self.own.group_id = self.common
        # what another zone reads is read in another transaction
        self.env.flush_all()
        self.env.invalidate_all()
        theirs = self._as(self.officer_b).browse(self.common.id)
        self.assertFalse(theirs.group_member_ids)
        self.assertEqual(theirs.group_member_count, 0)
        self.assertFalse(theirs.search(theirs.action_kfz_open_members()["domain"]))
        for operator, value in (("in", [self.own.id]), ("=", self.own.id), ("!=", False)):
            with self.subTest(operator):
                self.assertNotIn(theirs, theirs.search([("group_member_ids", operator, value)]))
        self.assertFalse(theirs.search([("group_member_ids.name", "ilike", "甲区")]) & theirs)
        before = self.common.write_date
        self.own.group_id = False
        self.env.flush_all()
        self.common.invalidate_recordset()
        self.assertEqual(self.common.write_date, before)

    def test_a_group_is_common_or_of_the_same_zone(self):
        head = self._own(self.officer_a, "甲区示例集团有限公司")
        self.own.group_id = head
        other = self._own(self.officer_b, "乙区示例有限公司")
        with self.assertRaisesRegex(ValidationError, "of its own zone"), self.cr.savepoint():
            # sudo: what the gate lets past; the zone's own user cannot even name it
            other.sudo().group_id = head
        with self.assertRaises(UserError), self.cr.savepoint():
            other.group_id = head
        with self.assertRaisesRegex(ValidationError, "Publish the group first"):
            self.own.action_publish_enterprise()

    def test_a_head_stays_where_its_members_see_it(self):
        head = self._own(self.officer_a, "甲区示例集团有限公司")
        self.own.group_id = head
        mine = self._as(self.manager_all).browse(head.id)
        with self.assertRaisesRegex(ValidationError, "of its own zone"), self.cr.savepoint():
            mine.company_id = self.zone_b
        with (
            self.assertRaisesRegex(ValidationError, "Only enterprises of the directory"),
            self.cr.savepoint(),
        ):
            head.is_enterprise = False
        head.action_publish_enterprise()
        self.assertEqual(self.own.group_id, head)

    def test_no_circles(self):
        head = self._own(self.officer_a, "甲区示例集团有限公司")
        self.own.group_id = head
        for group in (self.own, head):
            with (
                self.subTest(group.name),
                self.assertRaisesRegex(ValidationError, "cannot head it"),
                self.cr.savepoint(),
            ):
                head.group_id = group

    def test_only_enterprises_belong_to_groups_and_head_them(self):
        person = self._as(self.officer_a).create({"name": "甲联系人", "parent_id": self.own.id})
        for member, group in ((person, self.common), (self.own, person)):
            with (
                self.subTest(member.name),
                self.assertRaisesRegex(ValidationError, "Only enterprises of the directory"),
                self.cr.savepoint(),
            ):
                member.group_id = group

    def test_the_group_of_a_common_enterprise_is_proposed(self):
        member = self._common("示例子公司有限公司", vat=CODES[0])
        with self.assertRaisesRegex(UserError, "Propose a change"), self.cr.savepoint():
            self._as(self.officer_b).browse(member.id).group_id = self.common
        with self.assertRaisesRegex(UserError, "Propose a change"), self.cr.savepoint():
            self._as(self.officer_b).browse(self.common.id).write(
                {"group_member_ids": [(4, member.id)]}
            )

    def test_whoever_is_deleted_leaves_its_members(self):
        head = self._own(self.officer_a, "甲区示例集团有限公司")
        self.own.group_id = head
        head.sudo().unlink()
        self.assertFalse(self.own.group_id)

    def test_affiliates_are_above_below_and_beside(self):
        sister = self._own(self.officer_a, "甲区示例姊妹有限公司", group_id=self.common.id)
        self.own.group_id = self.common
        stranger = self._own(self.officer_a, "甲区示例旁人有限公司")
        mine = self.own._kfz_affiliation()
        for other, is_affiliate in ((sister, True), (self.common, True), (stranger, False)):
            self.assertEqual(bool(mine & other._kfz_affiliation()), is_affiliate, other.name)
        self.assertEqual(self.common.sudo()._kfz_group_members(), self.common | self.own | sister)

    def test_the_migration_takes_parents_that_are_enterprises(self):
        above = self._own(self.officer_a, "甲区示例上级有限公司")
        theirs = self._own(self.officer_b, "乙区示例上级有限公司")
        chosen = self._own(self.officer_a, "甲区示例已选有限公司", group_id=self.common.id)
        stray = self._own(self.officer_a, "甲区示例错挂有限公司")
        (self.own | chosen).parent_id = above
        self.env.flush_all()
        self.cr.execute(
            "UPDATE res_partner SET parent_id = %s WHERE id = %s", [theirs.id, stray.id]
        )
        above.group_id = chosen
        for _again in range(2):
            self.env.flush_all()
            load_script(SCRIPT, "kfz_groups_script").migrate(self.cr, "19.0.1.4.0")
            self.env.invalidate_all()
            self.assertEqual(self.own.group_id, above)
            self.assertEqual(chosen.group_id, self.common, "what was chosen stays")
            self.assertFalse(stray.group_id)
