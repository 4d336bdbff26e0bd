from odoo.exceptions import RedirectWarning, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger
from psycopg2.errors import UniqueViolation

from .directory_common import CODES, DirectoryCase


@tagged("post_install", "-at_install")
class TestEnterprise(DirectoryCase):
    def test_new_enterprise_is_a_company_of_the_users_zone(self):
        enterprise = self._own(self.officer_a)
        self.assertTrue(enterprise.is_company)
        self.assertEqual(enterprise.company_id, self.zone_a)
        self.assertEqual(enterprise.kfz_directory, "own")
        self.assertEqual(enterprise.kfz_currency_id, self.env.ref("base.CNY"))

    def test_form_opens_with_the_users_zone(self):
        form = Form(
            self._as(self.officer_b).with_context(default_is_enterprise=True),
            "kfz_investment.res_partner_view_form_kfz",
        )
        form.name = "示例表单有限公司"
        self.assertEqual(form.kfz_directory, "own")
        form.vat = f" {CODES[0][:4]} {CODES[0][4:].lower()} "
        enterprise = form.save()
        self.assertEqual(enterprise.company_id, self.zone_b)
        self.assertEqual(enterprise.vat, CODES[0])

    def test_code_is_normalised_by_create_and_write(self):
        enterprise = self._own(
            self.officer_a, vat="".join(chr(ord(char) + 0xFEE0) for char in CODES[0].lower())
        )
        self.assertEqual(enterprise.vat, CODES[0])
        enterprise.vat = f" {CODES[1][:8].lower()}-{CODES[1][8:12]} {CODES[1][12:]} "
        self.assertEqual(enterprise.vat, CODES[1])
        enterprise.vat = "无"
        self.assertFalse(enterprise.vat)

    def test_wrong_codes_are_refused_with_their_own_sentence(self):
        for value, words in (
            ("9.15301E+17", "spreadsheet"),
            (9.15301110000001e17, "spreadsheet"),
            ("915301110000000000", "spreadsheet"),
            ("530100400012345", "old registration number"),
            ("9153", "4 characters"),
            ("91530111YM2QHJRWTO", "invalid characters: O"),
            ("91530111YM2QHJRWT1", "last character"),
        ):
            with (
                self.subTest(value),
                self.assertRaisesRegex(ValidationError, words),
                self.env.cr.savepoint(),
            ):
                self._own(self.officer_a, vat=value)

    def test_foreign_enterprise_may_have_another_number_or_none(self):
        laos = self.env.ref("base.la")
        enterprise = self._own(self.officer_a, vat="LA-123 456", country_id=laos.id)
        self.assertEqual(enterprise.vat, "LA123456")
        self.assertFalse(enterprise.region_code)
        enterprise.vat = False
        with self.assertRaises(ValidationError):
            self._own(
                self.officer_a, "另一示例", vat="LA123456", country_id=self.env.ref("base.cn").id
            )

    def test_other_partners_keep_their_tax_number_as_typed(self):
        partner = self.env["res.partner"].create({"name": "Stock", "vat": "be 0477-472"})
        self.assertEqual(partner.vat, "be 0477-472")
        self.assertFalse(partner.name_key)

    def test_a_copy_starts_without_a_code(self):
        self.assertFalse(self._own(self.officer_a, vat=CODES[0]).copy().vat)

    def test_region_comes_from_the_address_code(self):
        enterprise = self._own(self.officer_a, vat=CODES[0])
        self.assertEqual(enterprise.region_code, "530111")
        self.assertEqual(enterprise.region_name, "云南省昆明市官渡区")

    def test_rcep_follows_the_country(self):
        self.assertEqual(self.env["res.country"].search_count([("is_rcep", "=", True)]), 15)
        for xmlid, member in (
            ("la", True),
            ("cn", True),
            ("au", True),
            ("us", False),
            ("hk", False),
            ("in", False),
        ):
            country = self.env.ref(f"base.{xmlid}")
            self.assertEqual(
                self._own(self.officer_a, country_id=country.id).is_rcep, member, country.name
            )
        self.assertTrue(self._own(self.officer_a, vat=CODES[0]).is_rcep)
        self.assertFalse(self._own(self.officer_a, "未知").is_rcep)
        self.assertGreaterEqual(self._as(self.officer_a).search_count([("is_rcep", "=", True)]), 4)

    def test_foreign_capital_is_by_ownership_or_country(self):
        cases = (
            ("private", False, "domestic"),
            ("hmt", False, "foreign"),
            ("joint", False, "foreign"),
            ("foreign", False, "foreign"),
            ("private", "base.th", "foreign"),
            (False, "base.cn", "domestic"),
        )
        for ownership, country, origin in cases:
            country_id = country and self.env.ref(country).id
            enterprise = self._own(self.officer_a, ownership=ownership, country_id=country_id)
            self.assertEqual(enterprise.capital_origin, origin, (ownership, country))


@tagged("post_install", "-at_install")
class TestUniqueCode(DirectoryCase):
    def test_unique_index_exists(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'res_partner__kfz_uscc_unique'"
            " OR indexname = 'res_partner_kfz_uscc_unique'"
        )
        self.assertIn("UNIQUE", self.env.cr.fetchone()[0])

    def test_index_is_the_last_guard(self):
        one, other = (
            self._own(self.officer_a, vat=CODES[0]),
            self._own(self.officer_a, "另一示例有限公司"),
        )
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE res_partner SET vat = %s WHERE id = %s", [one.vat, other.id]
            )

    def test_twice_in_one_zone_is_refused(self):
        self._own(self.officer_a, vat=CODES[0])
        with self.assertRaisesRegex(ValidationError, "示例企业有限公司 of your zone already has"):
            self._own(self.officer_a, "另一示例", vat=CODES[0])
        other = self._own(self.officer_a, "另一示例")
        with self.assertRaisesRegex(ValidationError, "of your zone already has"):
            other.vat = CODES[0].lower()

    def test_twice_in_the_common_directory_is_refused_for_every_zone(self):
        self._common(vat=CODES[0])
        with self.assertRaisesRegex(ValidationError, "in the common directory already has"):
            self._own(self.officer_b, "另一示例", vat=CODES[0], company_id=False)
        with self.assertRaisesRegex(ValidationError, "in the common directory already has"):
            self._own(self.officer_b, "另一示例", vat=CODES[0])

    def test_twice_in_one_batch_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "more than once"):
            self._as(self.officer_a).create(
                [{"name": name, "is_enterprise": True, "vat": CODES[0]} for name in "甲乙"]
            )

    def test_archived_enterprise_is_named(self):
        self._own(self.officer_a, vat=CODES[0]).action_archive()
        with self.assertRaisesRegex(ValidationError, "is archived"):
            self._own(self.officer_a, "另一示例", vat=CODES[0])

    def test_another_zones_enterprise_neither_blocks_nor_shows(self):
        hidden = self._own(
            self.officer_b, "乙区秘密目标有限公司", vat=CODES[0], phone="0871-60000000"
        )
        own = self._own(self.officer_a, "甲区目标有限公司", vat=CODES[0])
        self.assertFalse(own.kfz_similar_ids)
        self.assertFalse(own.same_vat_partner_id)
        common = self._common("公共目标有限公司", vat=CODES[0])
        self.assertNotIn(hidden, common.with_user(self.officer_a).kfz_similar_ids)
        self.assertFalse(common.with_user(self.officer_a).same_vat_partner_id & hidden)
        # the other zone keeps working on its own record, by saving and by import of the same code
        hidden.write({"vat": CODES[0], "phone": "0871-60000001"})
        self.assertEqual(hidden.phone, "0871-60000001")

    def test_several_zones_of_one_user_are_several_directories(self):
        for zone in (self.zone_a, self.zone_b):
            self._own(self.manager_all, vat=CODES[0], company_id=zone.id)
        with self.assertRaises(ValidationError):
            self._own(self.manager_all, vat=CODES[0], company_id=self.zone_b.id)


@tagged("post_install", "-at_install")
class TestPublish(DirectoryCase):
    def test_publishing_keeps_contact_data_private(self):
        enterprise = self._own(
            self.officer_a,
            vat=CODES[0],
            phone="0871-67015764",
            email="a@example.com",
            comment="<p>内部情况</p>",
            child_ids=[(0, 0, {"name": "张示例", "phone": "13800000000"})],
        )
        enterprise.message_post(body="内部讨论")
        enterprise.phone = "0871-67015765"
        self.env.flush_all()
        enterprise.action_publish_enterprise()
        self.assertFalse(enterprise.company_id)
        self.assertFalse(enterprise.phone or enterprise.email or enterprise.comment)
        self.assertEqual(enterprise.child_ids.company_id, self.zone_a)
        self.assertEqual(
            set(enterprise.child_ids.mapped("phone")), {"13800000000", "0871-67015765"}
        )
        self.assertIn("内部情况", enterprise.kfz_note_ids.body)

        theirs = enterprise.with_user(self.officer_b).with_context(
            allowed_company_ids=self.zone_b.ids
        )
        theirs.invalidate_recordset()
        self.assertEqual(theirs.name, "示例企业有限公司")
        self.assertFalse(theirs.child_ids)
        self.assertFalse(theirs.kfz_note_ids)
        self.assertFalse(
            theirs.message_ids.filtered(lambda message: "内部" in (message.body or ""))
        )
        self.assertNotIn(
            "0871", str(theirs.message_ids.sudo().tracking_value_ids.mapped("old_value_char"))
        )

    def test_publishing_by_a_plain_write_is_the_same(self):
        enterprise = self._own(self.officer_a, phone="0871-67015764")
        enterprise.write({"company_id": False})
        self.assertFalse(enterprise.phone)
        self.assertEqual(enterprise.child_ids.phone, "0871-67015764")
        self.assertEqual(enterprise.child_ids.company_id, self.zone_a)

    def test_publishing_is_refused_when_the_common_directory_has_the_code(self):
        enterprise = self._own(self.officer_b, "乙区登记名称", vat=CODES[0])
        common = self._common("公共名称", vat=CODES[0])
        with self.assertRaises(RedirectWarning) as caught:
            enterprise.action_publish_enterprise()
        message, action = caught.exception.args[:2]
        self.assertIn("公共名称", message)
        self.assertEqual(action["res_id"], common.id)
        self.assertEqual(enterprise.company_id, self.zone_b)

    def test_publishing_is_not_hindered_by_another_zones_own(self):
        self._own(self.officer_b, vat=CODES[0])
        enterprise = self._own(self.officer_a, vat=CODES[0])
        enterprise.action_publish_enterprise()
        self.assertFalse(enterprise.company_id)

    def test_no_zone_can_take_over_a_common_enterprise(self):
        common = self._common()
        with self.assertRaises(UserError):
            common.company_id = self.zone_a
        with self.assertRaises(UserError):
            common.action_publish_enterprise()
