from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase, request_of


@tagged("post_install", "-at_install")
class TestPeople(KfzCase):
    """Who somebody is, in a zone, is entered by the administrator."""

    def _call(self, user, model, method, *args):
        return request_of(
            self.env(user=user.id, context={}, su=False), model, method, list(args), {}
        )

    def test_nobody_takes_another_name_or_address(self):
        official = self.official
        for user in (self.employee, self.officer, self.manager, self.portal):
            for values in (
                {"name": official.name},
                {"email": "other@example.com"},
                {"name": official.name, "phone": "1"},
                {"login": "kfz_other"},
                {"company_id": self.zone_b.id},
            ):
                with self.subTest(user=user.login, values=values), self.assertRaises(AccessError):
                    self._call(user, "res.users", "write", user.ids, values)
            same = {"name": user.name, "email": user.email, "tz": "Asia/Shanghai"}
            self._call(user, "res.users", "write", user.ids, same)
            self.assertEqual(user.tz, "Asia/Shanghai")

    def test_own_telephone_and_picture_are_free(self):
        self._call(self.officer, "res.users", "write", self.officer.ids, {"phone": "0871-1"})
        partner = self.officer.partner_id
        self.assertEqual(partner.phone, "0871-1")
        self._call(self.officer, "res.partner", "write", partner.ids, {"phone": "0871-2"})
        self.assertEqual(partner.phone, "0871-2")
        with self.assertRaises(AccessError):
            self._call(self.officer, "res.partner", "write", partner.ids, {"name": "示例区长"})

    def test_cards_of_colleagues_are_the_administrators(self):
        former = self.officer2
        former.active = False
        for user in (self.officer, self.manager):
            for other in (self.joint, self.manager_b, self.official, former):
                card = other.partner_id
                for values in (
                    {"name": "示例"},
                    {"phone": "1"},
                    {"comment": "x"},
                    {"active": False},
                ):
                    with (
                        self.subTest(user=user.login, other=other.login, values=values),
                        self.assertRaises(AccessError),
                    ):
                        self._call(user, "res.partner", "write", card.ids, values)
        self.assertTrue(self.joint.partner_id.active)

    def test_the_administrator_changes_them(self):
        admin = self.env.ref("base.user_admin")
        self._call(admin, "res.users", "write", self.officer.ids, {"name": "示例专员"})
        self._call(admin, "res.partner", "write", self.joint.partner_id.ids, {"name": "示例"})
        self._call(admin, "res.users", "write", admin.ids, {"name": "示例管理员"})
        self.assertEqual((self.officer.name, self.joint.name), ("示例专员", "示例"))
        self.assertTrue(self.officer.with_user(self.officer).kfz_is_identity_fixed)
        self.assertFalse(self.officer.with_user(admin).kfz_is_identity_fixed)

    def test_other_contacts_are_not_concerned(self):
        person = self.env["res.partner"].create(
            {"name": "示例来宾", "company_id": self.zone_a.id, "is_company": False}
        )
        self._call(self.officer, "res.partner", "write", person.ids, {"name": "示例客人"})
        self.assertEqual(person.name, "示例客人")
