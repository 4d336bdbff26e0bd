import logging

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import KfzCase
from ..http_common import RpcCase
from . import controller_probes
from .guess_probes import NOWHERE
from .isolation_common import SECRETS, ZoneDayMixin
from .tally import Tally

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install", "isolation")
class TestControllerProbes(ZoneDayMixin, KfzCase, RpcCase):
    """Controllers answer alike for a hidden record and for a missing one: chatter, files, images, mail links, exports."""

    maxDiff = None

    @mute_logger(
        "odoo.http",
        "odoo.addons.mail.controllers.mail",
        "odoo.addons.base.models.ir_binary",
        "werkzeug",
    )
    def test_no_controller_distinguishes_a_hidden_record_from_a_missing_one(self):
        tally = Tally("CONTROLLER")
        for user, debug in ((self.officer_b, ""), (self.manager_b, "1")):
            user.group_ids += self.env.ref("base.group_no_one") if debug else self.env["res.groups"]
            ask = self._browser(user, debug)
            follower = self.env["mail.followers"].search(
                [("res_model", "=", "crm.lead"), ("res_id", "in", self.made["crm.lead"])], limit=1
            )
            hidden = {
                **self._hidden(user),
                "mail.followers": follower.id,
                "email": "secret@secret.example",
                "word": "秘密",
            }
            nowhere = {
                **dict.fromkeys(hidden, NOWHERE),
                "email": "nobody@secret.example",
                "word": "无此",
            }
            same = {"me": user.partner_id.id, "own": self.own["crm.lead"]}
            for probe in controller_probes.probes():
                tally.probes += 1
                tally.observations += 2
                reveal = controller_probes.reveal(
                    ask, probe, {**hidden, **same}, {**nowhere, **same}, SECRETS
                )
                if reveal:
                    tally.reveals.append(f"{user.login}: {reveal}")
        tally.log(_logger)
        self.assertFalse(tally.reveals, tally.words())
        self.assertGreater(tally.probes, 200)
