from lxml import etree
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestRecognitionCodes(KfzCase):
    """The code of a recognition is for those who make one, not for those who read the list."""

    def _columns(self, user):
        arch = self.env["kfz.recognition"].with_user(user).get_view(view_type="list")["arch"]
        return {field.get("name") for field in etree.fromstring(arch).iter("field")}

    def test_who_only_reads_the_list_sees_no_codes(self):
        self.assertNotIn("code", self._columns(self.officer))
        self.assertIn("name", self._columns(self.officer))

    def test_who_may_make_a_recognition_can_type_its_code(self):
        self.assertIn("code", self._columns(self.env.ref("base.user_admin")))
        self.officer.group_ids += self.env.ref("kfz_investment.group_kfz_directory_keeper")
        self.assertIn("code", self._columns(self.officer))
