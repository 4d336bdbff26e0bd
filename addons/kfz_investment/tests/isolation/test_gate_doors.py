import contextlib

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..door_common import DoorCase
from .noninterference import Refused

MEETING = {"name": "x", "start": "2026-01-05 02:00:00", "stop": "2026-01-05 03:00:00"}


@tagged("post_install", "-at_install")
class TestGateDoors(DoorCase):
    """What the gate of links and guarded fields closes in core: the zone of a meeting, and ids as text or decimals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.callers = cls.manager_b

    @mute_logger("odoo.http")
    def test_an_import_does_not_make_a_record_in_another_zone(self):
        """Through “kfz_zone_id”, which the system fills."""
        headings = [*MEETING, "kfz_zone_id/.id"]
        row = [*MEETING.values(), str(self.zone_a.id)]
        with contextlib.suppress(Refused):
            self._call(self._session(self.manager_b), "calendar.event", "load", [headings, [row]])
        made = self.env["calendar.event"].search([("create_uid", "=", self.manager_b.id)])
        self.assertLessEqual(made.kfz_zone_id, self.zone_b)

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_no_id_as_text_leads_to_a_hidden_record(self):
        hidden = (
            self.env["calendar.event"]
            .with_user(self.manager)
            .create(
                {**MEETING, "recurrency": True, "rrule_type": "daily", "interval": 1, "count": 2}
            )
        )
        file = self.env["ir.attachment"].with_user(self.manager).create({"name": "x", "raw": b"x"})
        person = self.env["res.partner"].with_user(self.manager).create({"name": "秘密"})
        project = self._project()
        post = self._session(self.manager_b)
        for model, values, target in (
            ("calendar.event", {**MEETING, "recurrence_id": None}, hidden.recurrence_id.id),
            ("calendar.event", {**MEETING, "opportunity_id": None}, project.id),
            ("calendar.filters", {"partner_id": None}, person.id),
            ("ir.attachment", {"name": "x", "original_id": None}, file.id),
        ):
            for sent in (str(target), float(target), f" {target} "):
                filled = {key: sent if value is None else value for key, value in values.items()}
                with self.subTest(model=model, values=filled):
                    self._assert_refused(post, model, "create", [filled])
