import datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...domain import calendar, sharing
from .share_common import ShareCase


@tagged("post_install", "-at_install")
class TestShareLife(ShareCase):
    """A sheet follows its project, ends at once with everything on it, and costs the same for forty as for four."""

    # following the project

    def test_a_new_revision_exactly_when_a_whitelisted_value_changes(self):
        share = self._share()
        lead, revision = share.lead_id, 1
        for values, new in (
            ({"site_need": "示例用地 50 亩"}, True),
            ({"site_need": "示例用地 50 亩"}, False),
            ({"name": "改名"}, False),
            ({"next_step": "示例"}, False),
            ({"contact_name": "示例"}, False),
            ({"expected_revenue": 6_000_000}, False),
            ({"expected_revenue": 60_000_000, "industry_function": "rnd"}, True),
        ):
            lead.write(values)
            self._commit()
            revision += new
            with self.subTest(values=values):
                self.assertEqual(self._sheet(share).revision, revision)
        self.assertEqual(self._sheet(share).size_band, "50m_100m")

    def test_computed_dates_enterprise_and_industry_names_arrive_too(self):
        lead = self._project("review")
        share = self._share(lead, "standard")
        self.env["kfz.agreement"].create({**self._agreement_values(), "lead_id": lead.id})
        self._commit()
        self.assertEqual(self._sheet(share).signed_date, self._days_ago(30))
        lead.partner_id.name = "示例新名有限公司"
        self.industry.name = "示例新行业"
        lead.stage_id = self.stages["signed"]
        self._commit()
        sheet = self._sheet(share)
        self.assertEqual(
            (sheet.enterprise_name, sheet.sector, sheet.milestone, sheet.revision),
            ("示例新名有限公司", "示例新行业", "signed", 3),
        )

    def test_a_name_written_again_asks_for_no_sheet(self):
        self._share(self._project("review"), "standard")
        self._commit()
        with patch.object(type(self.env["kfz.share"]), "_kfz_sync") as sync:
            # as each update of the addon does, with thousands of sheets
            self.industry.write({"name": self.industry.name})
            self._commit()
            sync.assert_not_called()
            self.industry.write({"name": "示例新行业"})
            self._commit()
            sync.assert_called_once()

    def test_a_changed_level_and_zones_reach_the_sheet(self):
        share = self._share(level="full", zones=self.zone_b | self.zone_c)
        self.assertTrue(self._sheet(share, self.manager_c).project_name)
        share.write(
            {"level_id": self.levels["summary"].id, "recipient_ids": [(6, 0, self.zone_b.ids)]}
        )
        self.assertFalse(self._sheet(share, self.manager_c))
        self.assertFalse(self._sheet(share).project_name)
        self.assertEqual(self._sheet(share).level_id, self.levels["summary"])

    # ending

    def _assert_gone(self, share, user, message):
        sheet = self.env["kfz.shared.project"].search([("uid", "=", share.sheet_uid)])
        theirs = sheet.with_user(user)
        self.assertFalse(theirs.search([("id", "=", sheet.id)]))
        self.assertNotIn(sheet.id, [row[0] for row in theirs.name_search("")])
        user.group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaises(AccessError):
            theirs.export_data(["needs", "enterprise_name"])
        Message = self.env["mail.message"].with_user(user)
        self.assertFalse(Message.search([("id", "=", message.id)]))
        self.assertFalse(Message.search([("model", "=", sheet._name), ("res_id", "=", sheet.id)]))
        self.assertFalse(
            self.env["mail.notification"]
            .with_user(user)
            .sudo()
            .search(
                [
                    ("mail_message_id.model", "=", sheet._name),
                    ("mail_message_id.res_id", "=", sheet.id),
                    ("res_partner_id", "=", user.partner_id.id),
                ]
            )
        )
        self.assertFalse(
            self.env["ir.attachment"]
            .with_user(user)
            .search([("res_model", "=", sheet._name), ("res_id", "=", sheet.id)])
        )

    def test_revoking_empties_at_once_with_messages_notices_and_documents(self):
        lead = self._project("negotiation")
        document = self.env["ir.attachment"].create(
            {"name": "示例.txt", "raw": b"x", "res_model": "crm.lead", "res_id": lead.id}
        )
        share = self._share(lead, "full", attachment_ids=[(6, 0, document.ids)])
        sheet = self._sheet(share)
        message = self._sheet(share, self.manager).message_post(
            body="示例内情", message_type="comment", partner_ids=self.manager_b.partner_id.ids
        )
        self.assertTrue(
            self.env["mail.message"].with_user(self.manager_b).search([("id", "=", message.id)])
        )
        self.assertEqual(sheet.document_ids.name, "示例.txt")
        share.action_revoke()
        self.env.invalidate_all()
        self._assert_gone(share, self.manager_b, message)
        own = self._sheet(share, self.manager)
        self.assertFalse([column for column in sharing.COLUMNS if own[column]])
        self.assertFalse(own.recipient_ids)
        self.assertTrue(document.exists())
        with self.assertRaises(UserError):
            share.level_id = self.levels["full"]

    def test_the_end_date_holds_without_waiting_for_the_job(self):
        share = self._share(level="standard", date_end=self.today)
        sheet = self._sheet(share)
        self.assertEqual(sheet.visible_until, calendar.end_of_day(self.today))
        sheet.sudo().visible_until = datetime.datetime.now() - datetime.timedelta(seconds=5)
        self.env.invalidate_all()
        self.assertFalse(self._sheet(share))
        self.assertTrue(self._sheet(share, self.manager))

    def test_the_daily_job_empties_expired_sheets(self):
        share = self._share(date_end=self.today)
        message = self._sheet(share, self.manager).message_post(body="示例", message_type="comment")
        kept = self._share()
        with patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=1)):
            self.env["kfz.share"]._cron_expire()
        self.env.invalidate_all()
        self.assertEqual((share.state, kept.state), ("expired", "published"))
        self._assert_gone(share, self.manager_b, message)

    def test_what_a_wrong_clock_ended_comes_back_on_its_sheet(self):
        lead = self._project("negotiation")
        document = self.env["ir.attachment"].create(
            {"name": "示例.txt", "raw": b"x", "res_model": "crm.lead", "res_id": lead.id}
        )
        share = self._share(lead, "standard", attachment_ids=[(6, 0, document.ids)])
        over = self._share(date_end=self.today)
        before = self._sheet(share)
        values, revision = before.read(sharing.COLUMNS), before.revision
        with patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=999)):
            self.env["kfz.share"]._cron_expire()
        self.env.invalidate_all()
        self.assertEqual((share.state, over.state), ("expired", "expired"))
        self.assertFalse(self._sheet(share))
        with patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=1)):
            self.env["kfz.share"]._cron_expire()
            self.env["kfz.share"]._cron_expire()
        self.env.invalidate_all()
        self.assertEqual((share.state, over.state), ("published", "expired"))
        sheet = self._sheet(share)
        self.assertEqual((sheet, sheet.read(sharing.COLUMNS)), (before, values))
        self.assertEqual(sheet.revision, revision + 2)
        self.assertEqual(sheet.document_ids.name, "示例.txt")

    def test_what_was_shared_anew_after_a_wrong_clock_stays_with_the_new_share(self):
        share = self._share(zones=self.zone_b | self.zone_c)
        with patch.object(calendar, "today", lambda: self.today + datetime.timedelta(days=999)):
            self.env["kfz.share"]._cron_expire()
        anew = self._share(share.lead_id, zones=self.zone_b)
        self.env["kfz.share"]._cron_expire()
        self.assertEqual(share.state, "published")
        self.assertEqual((share.recipient_ids, anew.recipient_ids), (self.zone_c, self.zone_b))

    def test_a_revoked_share_never_comes_back(self):
        share = self._share()
        share.action_revoke()
        self.env["kfz.share"]._cron_expire()
        self.assertEqual(share.state, "revoked")

    # documents

    def test_only_selected_documents_of_the_project_itself_are_copied(self):
        lead, other = self._project("negotiation"), self._project("negotiation")
        foreign = self.env["ir.attachment"].create(
            {"name": "x", "raw": b"x", "res_model": "crm.lead", "res_id": other.id}
        )
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._share(lead, attachment_ids=[(6, 0, foreign.ids)])
        self.env["ir.attachment"].create(
            {"name": "y", "raw": b"y", "res_model": "crm.lead", "res_id": lead.id}
        )
        self.assertFalse(self._sheet(self._share(lead)).document_ids)

    # cost

    def _queries(self, action, warm=False):
        """Number of queries; ``warm`` runs the action once before, so that rules are cached as on a running server."""
        if warm:
            action()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action()
        self.env.cr.flush()
        return self.env.cr.sql_log_count - before

    def test_forty_shares_cost_no_more_queries_than_four(self):
        counts = {}
        # the fewest of two: what the server keeps for all may have been dropped meanwhile
        for number in (4, 4, 40, 40):
            leads = self.env["crm.lead"].create(
                [
                    {"name": f"示例{n}", "is_promotion": True, "company_id": self.zone_a.id}
                    for n in range(number)
                ]
            )
            shares = (
                self.env["kfz.share"]
                .with_user(self.manager)
                .create(
                    [
                        {
                            "lead_id": lead.id,
                            "level_id": self.levels["full"].id,
                            "recipient_ids": [(6, 0, self.zone_b.ids)],
                        }
                        for lead in leads
                    ]
                )
            )
            found = (
                self._queries(shares.action_publish),
                self._queries(lambda leads=leads: leads.write({"site_need": "示例"})),
                self._queries(
                    lambda shares=shares: (
                        self._sheet(shares[:1])
                        .search([("uid", "in", shares.sudo().mapped("sheet_uid"))])
                        .read(["display_name", "is_new", "needs"])
                    ),
                    warm=True,
                ),
                self._queries(shares.action_revoke),
            )
            counts[number] = tuple(map(min, found, counts.get(number, found)))
        for few, many in zip(counts[4], counts[40], strict=True):
            self.assertLessEqual(many, few, counts)
