from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import KfzCase
from ..http_common import RpcCase
from ..isolation.noninterference import Refused


@tagged("post_install", "-at_install")
class TestLostRace(RpcCase, KfzCase):
    """A user who saves at the same moment as others, and loses all of core's tries, is told so in their language."""

    def _lose(self):
        call = self._session(self.manager)
        Lead = self.env.registry["crm.lead"]

        def lose(model, *_arguments):
            model.env.cr.execute(
                "DO $$ BEGIN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001'; END $$"
            )

        muted = mute_logger("odoo.http", "odoo.service.model", "odoo.sql_db")
        once = patch("odoo.service.model.MAX_TRIES_ON_CONCURRENCY_FAILURE", 1)
        with (
            patch.object(Lead, "search_count", lose),
            once,
            muted,
            self.assertRaises(Refused) as caught,
        ):
            call(
                "/web/dataset/call_kw/crm.lead/search_count",
                {"model": "crm.lead", "method": "search_count", "args": [[]], "kwargs": {}},
            )
        return caught.exception.name, caught.exception.message

    def test_a_lost_race_is_told_in_words(self):
        self.env["res.lang"]._activate_lang("en_US")
        self.manager.lang = "en_US"
        name, message = self._lose()
        self.assertEqual(name, "odoo.exceptions.UserError")
        self.assertIn("your changes were not saved", message)

    def test_a_lost_race_is_told_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.manager.lang = "zh_CN"
        self.assertIn("您的内容没有保存", self._lose()[1])
