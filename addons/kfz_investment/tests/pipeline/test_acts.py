from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .acts_common import ActsCase


@tagged("post_install", "-at_install")
class TestAgreementActs(ActsCase):
    """An agreement comes into force, is corrected and ends only by its acts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        cls.agreement = cls.project.agreement_ids.with_user(cls.officer)
        # a client that wants to leave no trace
        cls.silent = {"tracking_disable": True, "mail_notrack": True, "mail_create_nolog": True}

    # coming into force

    def test_nobody_enters_an_agreement_that_is_in_force_already(self):
        lead = self._project("lead", user=self.officer)
        values = {"lead_id": lead.id, "amount": 1, "kind": "formal"}
        for user in (self.officer, self.manager):
            Agreement = self.env["kfz.agreement"].with_user(user)
            draft = Agreement.create(values)
            for attempt in (
                lambda a=Agreement: a.create({**values, "state": "in_force"}),
                lambda d=draft: d.write({"state": "in_force"}),
                lambda d=draft: d.copy({"state": "in_force"}),
                lambda u=user: lead.with_user(u).write(
                    {"agreement_ids": [(0, 0, {**values, "state": "in_force"})]}
                ),
                lambda u=user, d=draft: lead.with_user(u).write(
                    {"agreement_ids": [(1, d.id, {"state": "in_force"})]}
                ),
                lambda d=draft: d.with_context(kfz_grant={"kfz.agreement": ["state"]}).write(
                    {"state": "in_force"}
                ),
            ):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    attempt()
            # a default of the context fills no such field
            made = Agreement.with_context(default_state="in_force").create(values)
            self.assertEqual(made.state, "draft")
        self.assertFalse(lead.signed_date)

    def test_a_copy_of_an_agreement_is_a_draft(self):
        self.assertEqual(self.agreement.copy().state, "draft")

    def test_a_formal_agreement_needs_what_the_project_needs_to_be_signed(self):
        lead = self._project("lead", user=self.officer, partner_id=False)
        draft = self._draft(lead, self.officer, amount=0, attachment_ids=[])
        with self.assertRaises(UserError) as refusal:
            draft.action_put_in_force()
        for words in (
            "the agreed amount",
            "the signed document",
            "Enterprise",
            "Industry",
            "visit or meeting",
            "Function of the zone",
            "Entry type",
            "Site need",
        ):
            self.assertIn(words, str(refusal.exception))
        self.assertNotIn("Formal agreement in force", str(refusal.exception))
        self.assertFalse(lead.signed_date)

    def test_an_emptied_file_and_a_link_to_nowhere_are_no_documents(self):
        lead = self._project("review", user=self.officer)
        for values in ({"raw": b""}, {"raw": False, "type": "url", "url": " "}):
            draft = self._draft(
                lead,
                self.officer,
                attachment_ids=[(4, self._upload(self.officer, **values).id)],
            )
            with self.assertRaisesRegex(UserError, "not empty"), self.cr.savepoint():
                draft.action_put_in_force()
        draft.attachment_ids.with_user(self.officer).url = "https://example.org/a.pdf"
        draft.action_put_in_force()
        self.assertEqual(lead.signed_date, self._days_ago(5))

    def test_the_gate_takes_an_emptied_file_for_no_document(self):
        self.agreement.sudo().attachment_ids._write({"file_size": 0})
        self.agreement.attachment_ids.invalidate_recordset()
        with self.assertRaisesRegex(ValidationError, "Document of the formal agreement"):
            self.project._kfz_enforce_gates()

    def test_officers_put_their_projects_agreements_into_force_and_others_do_not(self):
        lead = self._project("review", user=self.officer)
        draft = self._draft(lead, self.officer)
        for user in (self.officer2, self.official, self.manager_b, self.employee):
            with self.assertRaises(AccessError), self.cr.savepoint():
                draft.with_user(user).action_put_in_force()
        draft.with_context(**self.silent).action_put_in_force()
        self.assertEqual((draft.state, lead.signed_date), ("in_force", self._days_ago(5)))
        self.assertIn("Put into force", lead.message_ids[0].body)
        self.assertEqual(self._figures(lead, "signed"), (1, 1_000_000))

    def test_a_managers_override_of_the_gate_holds_for_the_agreement_too(self):
        lead = self._project("lead", user=self.officer, partner_id=False)
        draft = self._draft(lead, self.officer, attachment_ids=[])
        override = self.env["kfz.gate.override"].with_user(self.manager)
        override.create(
            {
                "lead_id": lead.id,
                "stage_id": self.stages["signed"].id,
                "covers_earlier": True,
                "reason": "示例",
            }
        )
        draft.action_put_in_force()
        self.assertEqual(draft.state, "in_force")

    def test_an_agreement_of_tomorrow_and_one_without_amount_stay_drafts(self):
        lead = self._project("review", user=self.officer)
        for values in ({"signed_on": self._days_ago(-1)}, {"amount": 0}):
            with self.assertRaisesRegex(UserError, "Still missing"), self.cr.savepoint():
                self._draft(lead, self.officer, **values).action_put_in_force()
        framework = self._draft(lead, self.officer, kind="framework", amount=0)
        framework.action_put_in_force()
        self.assertEqual((framework.state, lead.signed_date), ("in_force", False))

    # in force

    def test_an_agreement_in_force_is_not_changed_by_hand(self):
        document = self.agreement.attachment_ids
        second = self._upload(self.officer)
        self.agreement.write({"note": "示例", "attachment_ids": [(4, second.id)]})
        for vals in (
            {"signed_on": "2023-03-05"},
            {"amount": 10_000_000},
            {"currency_id": self.env.ref("base.USD").id},
            {"kind": "framework"},
            {"number": "示例-2"},
            {"lead_id": self._project("signed", user=self.officer).id},
            {"attachment_ids": [(3, document.id)]},
            {"attachment_ids": [(2, document.id)]},
            {"attachment_ids": [(5,)]},
            {"attachment_ids": [(6, 0, second.ids)]},
            {"attachment_ids": [(1, document.id, {"raw": b"other"})]},
        ):
            for user in (self.officer, self.manager):
                with (
                    self.subTest(vals=vals, user=user.login),
                    self.assertRaises(UserError),
                    self.cr.savepoint(),
                ):
                    self.agreement.with_user(user).with_context(**self.silent).write(vals)
        for attempt in (
            lambda: document.with_user(self.officer).unlink(),
            lambda: document.with_user(self.officer).write({"raw": b"other"}),
            lambda: document.with_user(self.officer).write({"type": "url", "url": "/"}),
            lambda: self.agreement.with_user(self.manager).unlink(),
            lambda: self.project.with_user(self.officer).write(
                {"agreement_ids": [(1, self.agreement.id, {"amount": 9})]}
            ),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                attempt()
        self.assertEqual(self._figures(self.project, "signed"), (1, 1_000_000))

    def test_a_draft_is_changed_and_deleted_freely(self):
        draft = self._draft(self.project, self.officer)
        draft.write({"amount": 2, "attachment_ids": [(5,)]})
        with self.assertRaisesRegex(UserError, "is a draft"):
            draft._kfz_correct({"amount": 3}, "示例理由")
        draft.with_user(self.manager).unlink()

    def test_a_manager_corrects_the_amount_with_a_trace_that_nothing_silences(self):
        agreement = self.agreement.with_user(self.manager).with_context(**self.silent)
        agreement._kfz_correct({"amount": 2_000_000, "number": "示例-3"}, " 示例理由 ")
        self.assertEqual(self._figures(self.project, "signed"), (1, 2_000_000))
        self._assert_traced(
            self.project, "correct", "amount", "CNY 1,000,000.00", "CNY 2,000,000.00", self.manager
        )
        self._assert_traced(self.project, "correct", "number", "", "示例-3", self.manager)

    def test_an_officer_corrects_the_number_and_the_document_only(self):
        old = self.agreement.attachment_ids
        new = self._upload(self.officer, raw=b"right")
        self.agreement._kfz_correct({"attachment_ids": [(6, 0, new.ids)]}, "示例理由")
        self.assertEqual(self.agreement.attachment_ids, new)
        self.assertTrue(old.exists(), "what was replaced is kept")
        trace = self.project.correction_ids[:1]
        self.assertNotEqual(trace.old_value, trace.new_value)
        for vals in ({"amount": 5}, {"signed_on": "2023-01-01"}, {"kind": "framework"}):
            with self.assertRaisesRegex(AccessError, "promotion manager"), self.cr.savepoint():
                self.agreement._kfz_correct(vals, "示例理由")

    def test_a_correction_needs_a_reason_a_change_and_its_document(self):
        agreement = self.agreement.with_user(self.manager)
        empty = self._upload(self.manager, raw=b"")
        for vals, reason in (
            ({"amount": 5}, " "),
            ({"amount": 5}, False),
            ({"amount": 1_000_000}, "示例理由"),
            ({"attachment_ids": [(5,)]}, "示例理由"),
            ({"attachment_ids": [(6, 0, empty.ids)]}, "示例理由"),
            ({"state": "draft"}, "示例理由"),
            ({"signed_on": self._days_ago(-1)}, "示例理由"),
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError), self.cr.savepoint():
                agreement._kfz_correct(vals, reason)
        self.assertFalse(self.project.correction_ids)

    def test_ending_an_agreement_takes_a_reason_and_keeps_the_signing(self):
        second = self._draft(self.project, self.officer)
        second.action_put_in_force()
        with self.assertRaises(UserError):
            second._kfz_terminate("")
        second.with_context(**self.silent)._kfz_terminate("示例理由")
        self.assertEqual(second.state, "terminated")
        self._assert_traced(
            self.project, "terminate", "state", "In force", "Terminated", self.officer
        )
        self.assertEqual(self._figures(self.project, "signed"), (1, 2_000_000))
        with self.assertRaisesRegex(UserError, "not in force"):
            second._kfz_terminate("示例理由")

    # the trace, and who sees it

    def test_corrections_are_the_zones_alone_and_never_change(self):
        self.agreement._kfz_correct({"number": "示例-4"}, "示例理由")
        rows = self.project.correction_ids
        for user in (self.manager_b, self.joint, self.employee):
            with self.assertRaises(AccessError):
                rows.with_user(user).read(["old_value"])
        Correction = self.env["kfz.correction"].with_user(self.manager)
        with self.assertRaises(AccessError), self.cr.savepoint():
            Correction.create(rows.copy_data()[0])
        for attempt in (rows.unlink, lambda: rows.write({"reason": "示例"})):
            with self.assertRaises(UserError), self.cr.savepoint():
                attempt()

    def test_a_message_of_an_override_is_not_silenced_by_a_client(self):
        self.env["kfz.gate.override"].with_user(self.manager).with_context(**self.silent).create(
            {
                "lead_id": self.project.id,
                "stage_id": self.stages["landed"].id,
                "reason": "示例放行",
            }
        )
        self.assertIn("示例放行", self.project.message_ids[0].body)
