from unittest.mock import patch

from odoo.tests import tagged

from ...domain import retention
from ...domain.digest import LONGEST_QUIET
from ...models.digest import kfz_digest_retention
from .test_channels import ChannelCase

STATES = ("waiting", "sending", "sent", "unknown", "dead", "given_up")


@tagged("post_install", "-at_install")
class TestRetention(ChannelCase):
    """What has done its service is removed in time; what somebody still has to decide on stays."""

    def _rows_of(self, days):
        """A message in each state, that became so as many days ago: {state: row}."""
        rows = {}
        for state in STATES:
            # each over a channel of its own, which has one test on its way
            row = self.env["kfz.outbox"]._kfz_put(self._channel(self.manager), "test", "示例")
            row.sudo().write({"state": state})
            rows[state] = row
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE kfz_outbox SET write_date = write_date - make_interval(days => %s) WHERE id = ANY(%s)",
            [days, [row.id for row in rows.values()]],
        )
        self.env.invalidate_all()
        return rows

    def _digest(self, days):
        digest = self.env["kfz.digest"].create(
            {"user_id": self.officer.id, "day": self._in_days(-days)}
        )
        line = self.Line.create(
            {
                "digest_id": digest.id,
                "user_id": self.officer.id,
                "day": digest.day,
                "why": "new",
                "source": "promise",
                "item_key": f"示例 {days}",
                "about_model": "kfz.promise",
                "about_number": 1,
                "company_id": self.zone_a.id,
                "code": "keep",
                "level": "overdue",
            }
        )
        return digest, line

    def _vacuum(self, model):
        """What core's daily job calls, on a night on which the clock is believed."""
        config = type(self.env["ir.config_parameter"])
        name = "_gc_ended" if model == "kfz.outbox" else "_gc_old"
        method = getattr(self.env[model], name)
        self.assertTrue(getattr(type(self.env[model]), name)._autovacuum)
        with patch.object(config, "_kfz_believes_clock", return_value=True):
            return method()

    def test_messages_that_ended_go_after_their_time_and_no_others(self):
        old = self._rows_of(retention.OUTBOX_DAYS + 1)
        young = self._rows_of(retention.OUTBOX_DAYS - 1)
        self.assertEqual(self._vacuum("kfz.outbox"), (2, False))
        gone = {state for state, row in old.items() if not row.exists()}
        self.assertEqual(gone, {"sent", "given_up"})
        self.assertTrue(all(row.exists() for row in young.values()))

    def test_a_message_counts_from_the_day_on_which_it_was_decided(self):
        rows = self._rows_of(retention.OUTBOX_DAYS + 1)
        rows["unknown"].sudo().write({"state": "given_up"})
        self.env.flush_all()
        self._vacuum("kfz.outbox")
        self.assertTrue(rows["unknown"].exists())

    def test_digests_go_with_their_items(self):
        old, old_line = self._digest(retention.DIGEST_DAYS + 1)
        kept, kept_line = self._digest(retention.DIGEST_DAYS)
        self._vacuum("kfz.digest")
        self.env.invalidate_all()
        self.assertFalse(old.exists())
        self.assertFalse(old_line.exists())
        self.assertTrue(kept.exists() and kept_line.exists())

    def test_much_goes_in_parts(self):
        for number in range(3):
            self._digest(retention.DIGEST_DAYS + 1 + number)
        with patch.object(kfz_digest_retention, "BATCH", 2):
            self.assertEqual(self._vacuum("kfz.digest"), (2, True))
            self.assertEqual(self._vacuum("kfz.digest"), (1, False))

    def test_nothing_goes_while_the_clock_is_doubted(self):
        old, _line = self._digest(retention.DIGEST_DAYS + 1)
        config = type(self.env["ir.config_parameter"])
        with (
            patch.object(config, "_kfz_believes_clock", return_value=False),
            self.assertLogs("odoo.addons.kfz_investment.models.base.nightly", "WARNING"),
        ):
            self.env["kfz.digest"]._gc_old()
        self.assertTrue(old.exists())

    def test_a_digest_is_kept_longer_than_an_item_can_wait_to_be_told_again(self):
        """When an item was last told decides whether it is told as new."""
        self.assertGreater(retention.DIGEST_DAYS, LONGEST_QUIET)
