from unittest.mock import patch

from odoo import api
from odoo.tests import tagged

from ...models.directory.res_partner_entered import Entered
from .first_contact_common import CODE, NAME, OTHER_CODE, FirstContactCase


@tagged("post_install", "-at_install")
class TestFirstContactEntered(FirstContactCase):
    """Nothing hangs on an enterprise that is just being entered, and nothing is asked about it; what hangs on it later follows."""

    def _asked_of_the_past(self, **values):
        """Which questions about the past of an enterprise are asked while it is entered."""
        asked = []
        Claim, Check = type(self.Claim), type(self.Check)
        with (
            patch.object(Claim, "_held_pairs", lambda *_args: asked.append("claims") or set()),
            patch.object(Check, "_kfz_latest", lambda *_args: asked.append("checks") or {}),
        ):
            self._enterprise("云南示例锦程冷链物流", self.zone_b, **values)
        return asked

    def test_a_new_enterprise_has_no_past_to_ask_for(self):
        self._claimed()
        self.assertEqual(self._asked_of_the_past(), [])
        self.assertEqual(len(self._entries(self.manager_b)), 1)

    def test_what_is_claimed_while_it_is_entered_is_asked_for(self):
        holder = self._claimed()
        Partner = self.env.registry["res.partner"]
        create = Partner._create

        @api.model
        def with_claim(partners, data_list):
            # as a line would do that is entered with it
            created = create(partners, data_list)
            holder.write({"ended_reason": "示例原因"})
            return created

        with patch.object(Partner, "_create", with_claim):
            self.assertEqual(self._asked_of_the_past(), ["claims", "checks"])

    def test_a_claim_follows_an_enterprise_that_was_entered_in_the_same_transaction(self):
        claim = self._claimed(code=False)
        together = self.env["res.partner"].with_context(kfz_entered=Entered(()))
        for vals in ({"name": "示例新名称冷链有限公司"}, {"vat": OTHER_CODE}):
            together.browse(claim.partner_id.id).write(vals)
        self.assertEqual((claim.name, claim.uscc), ("示例新名称冷链有限公司", OTHER_CODE))

    def test_only_what_is_being_entered_is_left_out(self):
        old = self._enterprise(NAME, vat=CODE)
        new = self._enterprise("示例新企业有限公司")
        entering = (old | new).with_context(kfz_entered=Entered([{"record": new}, {}]))
        self.assertEqual(entering._kfz_known_before(), old)
        self.assertEqual((old | new)._kfz_known_before(), old | new)
        for sent in (new.ids, {"rows": new.ids}, True, "x"):
            told = (old | new).with_context(kfz_entered=sent)
            self.assertEqual(told._kfz_known_before(), old | new)

    def test_an_enterprise_goes_on_without_what_was_known_while_it_was_entered(self):
        created = self._enterprise(NAME)
        self.assertNotIn("kfz_entered", created.env.context)
        self.assertEqual(created._kfz_known_before(), created)
