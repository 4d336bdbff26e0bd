from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestAccessErrors(KfzCase):
    """A refusal says the same of every record; it names another company only where the record opens there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours, cls.archived = cls._project("signed"), cls._project("signed")
        cls.archived.active = False
        cls.theirs = cls._project("signed", zone=cls.zone_b)
        cls.env.flush_all()

    def _refusal(self, user, ident, zones):
        self.env.invalidate_all()
        lead = self.env["crm.lead"].with_user(user).browse(ident)
        with self.assertRaises(AccessError) as caught:
            lead.with_context(allowed_company_ids=zones.ids).web_read({"name": {}})
        return str(caught.exception), getattr(caught.exception, "context", None)

    def test_an_archived_record_is_refused_like_a_missing_one(self):
        """Core suggests to switch to the company of any archived record of the user's own; the page then reloads for ever."""
        for user in (self.official, self.taskforce):
            missing = self._refusal(user, self.theirs.id + 9999, self.zone_a)
            for lead in (self.ours, self.archived, self.theirs):
                with self.subTest(user=user.login, lead=lead):
                    self.assertEqual(self._refusal(user, lead.id, self.zone_a), missing)
            self.assertFalse(missing[1])

    def test_a_record_of_another_zone_of_ones_own_says_where_it_opens(self):
        _words, context = self._refusal(self.manager_all, self.theirs.id, self.zone_a)
        self.assertEqual(context["suggested_company"]["id"], self.zone_b.id)
