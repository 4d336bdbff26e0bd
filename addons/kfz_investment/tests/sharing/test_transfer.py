from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .share_common import ShareCase


@tagged("post_install", "-at_install")
class TestTransfer(ShareCase):
    """A transfer opens the project in the requesting zone, closes it in the other, and keeps the thread between them."""

    def _asked(self, lead=None, zones=None, level="summary", **values):
        """A share that zone B answered with a transfer request: (share, sheet as the origin sees it, answer)."""
        share = self._share(lead, level, zones, **values)
        answer = self._sheet(share, self.officer_b).action_respond("transfer_request", "示例请求")
        return (
            share,
            self._sheet(share, self.manager),
            self.env["kfz.share.response"].browse(answer),
        )

    def _transferred(self, lead=None, **values):
        share, sheet, answer = self._asked(lead, **values)
        sheet.action_accept_transfer(answer.id)
        self.env.invalidate_all()
        opened = self.env["crm.lead"].search([("origin_sheet_uid", "=", share.sheet_uid)])
        return share, sheet, opened

    def _land(self, lead):
        """Take a project of zone B through its gates to the landing."""
        lead.write({**self._evidence_values("landed", self.zone_b), "user_id": self.manager_b.id})
        lead.stage_id = self.stages["landed"]
        self._commit()

    # opening and closing

    def test_the_project_goes_on_in_the_other_zone_with_its_provenance(self):
        origin = self._project("negotiation", site_need="示例用地", contact_name="示例联系人")
        share, _sheet, opened = self._transferred(origin)
        self.assertEqual(
            (opened.company_id, opened.stage_id, opened.condition),
            (self.zone_b, self.stages["lead"], "ongoing"),
        )
        self.assertEqual(
            (opened.name, opened.site_need, opened.contact_name),
            (origin.name, "示例用地", "示例联系人"),
        )
        self.assertEqual(
            (opened.origin_zone_id, opened.origin_project_code), (self.zone_a, origin.project_code)
        )
        self.assertEqual(
            (origin.condition, origin.transferred_zone_id, share.state),
            ("transferred", self.zone_b, "transferred"),
        )
        self.assertTrue(opened.with_user(self.manager_b).has_access("write"))
        self.assertFalse(opened.with_user(self.manager).has_access("read"))
        self.assertFalse(origin.with_user(self.manager_b).has_access("read"))

    def test_the_enterprise_becomes_the_zone_s_own_without_contacts(self):
        origin = self._project("negotiation")
        origin.partner_id.write({"phone": "13800000000", "comment": "示例内情"})
        _share, _sheet, opened = self._transferred(origin)
        partner = opened.partner_id
        self.assertEqual((partner.name, partner.company_id), (origin.partner_id.name, self.zone_b))
        self.assertNotEqual(partner, origin.partner_id)
        self.assertFalse(partner.comment or partner.child_ids)
        _share, _sheet, second = self._transferred()
        self.assertEqual(
            second.partner_id, partner, "the enterprise that the zone knows is used again"
        )

    def test_signed_figures_stay_with_the_origin(self):
        origin = self._project("signed")
        before = self.env["kfz.figure.entry"].search([("lead_id", "=", origin.id)])
        _share, _sheet, opened = self._transferred(origin)
        self.assertEqual(
            (origin.stage_id, origin.signed_amount), (self.stages["signed"], 1_000_000)
        )
        self.assertEqual(self.env["kfz.figure.entry"].search([("lead_id", "=", origin.id)]), before)
        self.assertFalse(self.env["kfz.figure.entry"].search([("lead_id", "=", opened.id)]))
        change = self.env["kfz.condition.change"].search([("lead_id", "=", origin.id)], limit=1)
        self.assertEqual(change.condition, "transferred")
        self.assertFalse(origin.days_since_signed)

    def test_a_transferred_project_neither_moves_nor_resumes(self):
        origin = self._project("review")
        self._transferred(origin)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            origin.action_resume()
        with self.assertRaises(ValidationError), self.cr.savepoint():
            origin.write({"stage_id": self.stages["lead"].id, "move_reason": "示例"})

    def test_a_project_cannot_be_marked_as_transferred_by_hand(self):
        lead = self._project("lead", user=self.manager)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            lead.with_user(self.manager).condition = "transferred"
        for values in ({"transferred_zone_id": self.zone_b.id}, {"origin_project_code": "X"}):
            with self.assertRaises(AccessError):
                lead.with_user(self.manager).write(values)

    # who may

    def test_only_a_manager_of_the_origin_accepts(self):
        _share, sheet, answer = self._asked()
        for user in (self.officer, self.officer_b, self.manager_b, self.manager_c, self.joint_mhmd):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                sheet.with_user(user).action_accept_transfer(answer.id)
        answer.with_user(self.manager).action_accept()
        self.env.invalidate_all()
        self.assertEqual(sheet.sudo().origin_zone_id, self.zone_a)

    def test_only_an_open_transfer_request_of_this_sheet_is_accepted(self):
        share, sheet, answer = self._asked()
        _share, other, strange = self._asked()
        interested = self._sheet(share, self.officer_b).action_respond("interested")
        for response in (strange.id, interested, 0):
            with self.subTest(response=response), self.assertRaises(UserError):
                sheet.action_accept_transfer(response)
        sheet.action_accept_transfer(answer.id)
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            sheet.action_accept_transfer(answer.id)
        share.env.invalidate_all()
        other.env["kfz.share"].search([("sheet_uid", "=", other.uid)]).action_revoke()
        with self.assertRaises(UserError):
            other.action_accept_transfer(strange.id)

    # the thread

    def test_milestones_of_the_new_project_flow_back_to_the_origin(self):
        share, sheet, opened = self._transferred()
        self.assertEqual(
            (sheet.zone_id, sheet.recipient_ids, sheet.milestone),
            (self.zone_b, self.zone_a, "lead"),
        )
        self._land(opened)
        seen = self._sheet(share, self.officer)
        self.assertEqual(
            (seen.milestone, seen.signed_date, seen.landed_date),
            ("landed", self._days_ago(30), self._days_ago(10)),
        )
        self.assertEqual(seen.signed_amount, 1_000_000)
        self.assertFalse(seen.contact_name or seen.next_step)
        self.assertTrue(seen.is_new)

    def test_a_third_zone_loses_the_sheet_and_keeps_its_answer_private(self):
        share = self._share(zones=self.zone_b | self.zone_c)
        answer = self._sheet(share, self.manager_c).action_respond("interested", "示例丙区意向")
        request = self._sheet(share, self.officer_b).action_respond("transfer_request")
        self._sheet(share, self.manager).action_accept_transfer(request)
        self.env.invalidate_all()
        self.assertFalse(self._sheet(share, self.manager_c))
        self.assertNotIn(answer, self._sheet(share, self.manager_b).response_ids.ids)
        self.env.invalidate_all()
        self.assertIn(answer, self._sheet(share, self.manager).response_ids.ids)

    def test_other_shares_of_the_project_end(self):
        origin = self._project("negotiation")
        other = self._share(origin, "full", self.zone_c)
        self._transferred(origin)
        self.assertEqual(other.state, "revoked")
        self.assertFalse(self._sheet(other, self.manager_c))

    def test_the_receiving_zone_cannot_cut_the_thread(self):
        _share, _sheet, opened = self._transferred()
        thread = opened.share_ids.with_user(self.manager_b)
        self.assertTrue(thread.is_thread)
        for action in (
            thread.action_revoke,
            lambda: thread.write({"recipient_ids": [(6, 0, self.zone_c.ids)]}),
            lambda: thread.write({"date_end": self.today}),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                action()

    # benefit split

    def _split(self, sheet, user=None, mode="ratio", shares=(60, 40), **values):
        return (
            self.env["kfz.benefit.split"]
            .with_user(user or self.manager)
            .create(
                {
                    "sheet_id": sheet.id,
                    "mode": mode,
                    "year_from": self._days_ago(30).year,
                    "year_to": self.today.year + 4,
                    "line_ids": [
                        (0, 0, {"company_id": zone.id, "percentage": share})
                        for zone, share in zip((self.zone_a, self.zone_b), shares, strict=True)
                    ],
                    **values,
                }
            )
        )

    def test_a_split_is_in_force_when_both_zones_agreed(self):
        _share, sheet, _opened = self._transferred()
        split = self._split(sheet)
        self.assertEqual((split.state, split.proposer_id), ("proposed", self.zone_a))
        with self.assertRaises(AccessError):
            split.with_user(self.officer_b).action_agree()
        split.with_user(self.manager_b).action_agree()
        self.assertEqual(split.state, "agreed")
        split.with_user(self.manager_b).line_ids[0].percentage = 50
        split.env.invalidate_all()
        self.assertEqual(split.state, "proposed", "a change starts the agreement over")
        with self.assertRaises(ValidationError):
            split.with_user(self.manager_b).action_agree()
        with self.assertRaises(AccessError):
            split.line_ids.with_user(self.manager).is_agreed = True

    def test_credited_figures_come_from_the_sheet_to_the_fen(self):
        _share, sheet, opened = self._transferred()
        splits = [
            self._split(sheet, indicator="signed", shares=(33.3333, 66.6667)),
            self._split(sheet, indicator="landed", mode="full_both"),
        ]
        for split in splits:
            split.with_user(self.manager_b).action_agree()
        self._land(opened)
        opened.agreement_ids.amount = 1_000_000.01
        opened.capital_ids = [(0, 0, {"amount": 250, "received_on": self._days_ago(5)})]
        self._commit()
        signed, landed = (split.with_user(self.manager) for split in splits)
        self.assertEqual(signed.line_ids.mapped("credited"), [333_333.0, 666_667.01])
        self.assertEqual(
            (signed.total, signed.counted_twice, signed.own_credit), (1_000_000.01, 0, 333_333.0)
        )
        self.assertEqual(landed.line_ids.mapped("credited"), [250, 250])
        self.assertEqual((landed.total, landed.counted_twice), (250, 250))

    def test_a_transfer_leaves_the_ledgers_of_both_zones_whole(self):
        _share, sheet, _opened = self._transferred(self._project("signed", user=self.officer))
        self._split(sheet)
        self._commit()
        for zone in self.zone_a | self.zone_b:
            self.assertFalse(self.env["kfz.award.entry"]._kfz_verify_all(zone))

    def test_a_split_must_add_up_and_exist_only_once(self):
        _share, sheet, _opened = self._transferred()
        for values in ({"shares": (60, 30)}, {"mode": "full_to_one"}, {"shares": (130, -30)}):
            with (
                self.subTest(values=values),
                self.assertRaises(ValidationError),
                self.cr.savepoint(),
            ):
                self._split(sheet, **values)
        self._split(sheet)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._split(sheet, user=self.manager_b, mode="full_both")
        self._split(sheet, indicator="trade")

    def test_a_third_zone_neither_sees_nor_joins_a_split(self):
        share = self._share(zones=self.zone_b | self.zone_c)
        split = self._split(self._sheet(share, self.manager))
        theirs = split.with_user(self.manager_c)
        self.env.invalidate_all()
        self.assertFalse(theirs.search([]))
        lines = self.env["kfz.benefit.split.line"].with_user(self.manager_c)
        self.assertFalse(lines.search([]))
        for action in (
            theirs.action_agree,
            lambda: theirs.write({"mode": "full_both"}),
            lambda: lines.create({"split_id": split.id, "company_id": self.zone_c.id}),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                action()
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._split(self._sheet(share, self.manager_c), user=self.manager_c)
        self.assertTrue(split.with_user(self.joint_mhmd).search([]))
