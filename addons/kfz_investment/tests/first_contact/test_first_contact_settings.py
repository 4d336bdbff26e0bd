from odoo.tests import tagged
from odoo.tools import mute_logger

from ..door_common import DoorCase
from ..isolation.noninterference import Refused


@tagged("post_install", "-at_install")
class TestFirstContactSettings(DoorCase):
    """The settings of a zone open for its managers."""

    @mute_logger("odoo.http")
    def test_the_settings_of_another_zone_do_not_open(self):
        self.zone_a.kfz_first_contact_desk = "秘密处"
        spec = {"desk": {}, "warn_days": {}}
        post = self._session(self.manager_b)
        for values, context in (
            ({"company_id": self.zone_a.id}, {}),
            ({}, {"default_company_id": self.zone_a.id}),
        ):
            if values:
                self._assert_refused(post, "kfz.first.contact.settings", "create", [values])
            else:
                # a default of the context is not heard: the user's own zone opens
                made = self._call(
                    post, "kfz.first.contact.settings", "create", [{}], context=context
                )
                wizard = self.env["kfz.first.contact.settings"].browse(made)
                self.assertEqual(wizard.company_id, self.zone_b)
            try:
                answer = self._call(
                    post,
                    "kfz.first.contact.settings",
                    "onchange",
                    [[], values, [], {"company_id": {}, **spec}],
                    context=context,
                )
            except Refused:
                continue
            self.assertNotIn("秘密", str(answer))
        own = self._call(post, "kfz.first.contact.settings", "create", [{}])
        self._assert_refused(
            post, "kfz.first.contact.settings", "write", [own, {"company_id": self.zone_a.id}]
        )
