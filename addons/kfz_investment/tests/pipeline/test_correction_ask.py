from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .acts_common import ActsCase


@tagged("post_install", "-at_install")
class TestCorrectionAsk(ActsCase):
    """The dialogs in which users correct, end, withdraw and reverse what counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project(
            "landed",
            user=cls.officer,
            capital_ids=[(0, 0, {"amount": 300, "received_on": cls._days_ago(5)})],
        )

    def _dialog(self, record, button, user):
        """The dialog that a button opens."""
        action = getattr(record.with_user(user), button)()
        self.assertEqual(action["res_model"], "kfz.correction.ask")
        return Form(self.env[action["res_model"]].with_user(user).with_context(action["context"]))

    def test_the_dialog_starts_with_the_values_and_hands_over_what_differs(self):
        agreement = self.project.agreement_ids
        form = self._dialog(agreement, "action_correct", self.officer)
        self.assertEqual((form.amount, form.date), (1_000_000, self._days_ago(30)))
        form.number, form.reason = "示例-5", "示例理由"
        form.save().action_apply()
        self.assertEqual(agreement.number, "示例-5")
        self.assertEqual(self.project.correction_ids.mapped("field_name"), ["number"])

    def test_the_window_of_correct_is_known_as_such(self):
        """“Correct” of a milestone reverses it inside; its button does not say so."""
        landing = self.project.milestone_ids.filtered(lambda each: each.milestone == "landed")
        landing = landing.with_user(self.manager)
        self.assertTrue(landing.action_correct()["context"].get("kfz_by_correct"))
        self.assertNotIn("kfz_by_correct", landing.action_reverse()["context"])
        view = self.env["kfz.correction.ask"].get_view(view_type="form")["arch"]
        self.assertIn("context.get('kfz_by_correct')", view)

    def test_a_dialog_without_a_record_names_none(self):
        self.assertIs(self.env["kfz.correction.ask"].new({}).record_words, False)

    def test_the_manager_corrects_the_amount_and_an_officer_cannot(self):
        agreement = self.project.agreement_ids
        form = self._dialog(agreement, "action_correct", self.manager)
        form.amount, form.reason = 900_000, "示例理由"
        form.save().action_apply()
        self.assertEqual(self.project.signed_amount, 900_000)
        # the form is closed to officers, and so is the method
        ask = self.env["kfz.correction.ask"].with_user(self.officer)
        wizard = ask.create({"agreement_id": agreement.id, "amount": 1, "reason": "示例理由"})
        with self.assertRaises(AccessError):
            wizard.action_apply()

    def test_each_button_has_its_dialog(self):
        capital, landing = self.project.capital_ids, self.project.milestone_ids
        agreement = self.env["kfz.agreement"].create(
            {**self._agreement_values(kind="supplementary"), "lead_id": self.project.id}
        )
        for record, button in ((agreement, "action_terminate"), (capital, "action_withdraw")):
            form = self._dialog(record, button, self.officer)
            form.reason = "示例理由"
            form.save().action_apply()
        form = self._dialog(landing, "action_reverse", self.manager)
        form.reason, form.date = "示例理由", self._days_ago(8)
        form.save().action_apply()
        self.assertEqual(
            (agreement.state, capital.state, landing.state), ("terminated", "withdrawn", "reversed")
        )
        self.assertEqual(self.project.landed_date, self._days_ago(8))
        self.assertEqual(
            set(self.project.correction_ids.mapped("act")), {"terminate", "withdraw", "reverse"}
        )

    def test_a_document_is_replaced_in_the_dialog(self):
        agreement = self.project.agreement_ids
        old, new = agreement.attachment_ids, self._upload(self.officer, raw=b"right")
        wizard = (
            self.env["kfz.correction.ask"]
            .with_user(self.officer)
            .create({"agreement_id": agreement.id, "reason": "示例理由"})
        )
        self.assertEqual(wizard.attachment_ids, old)
        wizard.attachment_ids = [(3, old.id), (4, new.id)]
        wizard.action_apply()
        self.assertEqual(agreement.attachment_ids.raw, b"right")

    def test_the_dialog_shows_nothing_of_another_zone(self):
        Ask = self.env["kfz.correction.ask"].with_user(self.manager_b)
        for name, record in (
            ("agreement_id", self.project.agreement_ids),
            ("capital_id", self.project.capital_ids),
            ("milestone_id", self.project.milestone_ids),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError), self.cr.savepoint():
                Ask.create({name: record.id, "reason": "示例理由"})
            form = Form(Ask.with_context(**{f"default_{name}": record.id}))
            self.assertFalse(form[name] or form.amount or form.date or form.attachment_ids)
