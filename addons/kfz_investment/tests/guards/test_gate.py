from odoo.exceptions import UserError
from odoo.tests import tagged

from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGate(GuardCase):
    """What the system sets, nobody enters: not as a value, a default, a user's default, a line or a row of a file."""

    def test_no_award_is_born_payable(self):
        project = self._landed(referred=False)
        referral = self._referral(project.partner_id)
        referral.lead_id = project
        values = {"lead_id": project.id, "referral_id": referral.id, "scheme_id": self.scheme.id}
        for name, value in (("state", "payable"), ("amount", 8_888_888), ("base_amount", 1e9)):
            self._is_refused(self.manager, "kfz.award", "create", {**values, name: value})
        [ident] = self._rpc(
            self.manager,
            "kfz.award",
            "create",
            [values],
            context={
                "default_state": "payable",
                "default_amount": 8_888_888,
                "default_paid_on": "2026-01-01",
            },
        )
        award = self.env["kfz.award"].browse(ident)
        self.assertIn(award.state, ("accruing", "claimable"))
        self.assertLess(award.amount, 8_888_888)
        self.assertFalse(award.paid_on)
        self._is_refused(self.manager, "kfz.award", "action_mark_paid", award.ids, error=UserError)

    def test_defaults_of_the_context_set_nothing(self):
        for user, model, values, field, value in self._made_up():
            with self.subTest(model=model, field=field), self.cr.savepoint() as savepoint:
                self._is_refused(user, model, "create", {**values, field: value})
                for context in (
                    {f"default_{field}": value},
                    self._saved_default(user, model, field, value),
                ):
                    [ident] = self._rpc(user, model, "create", [values], context=context)
                    record = self.env[model].browse(ident)
                    record.flush_recordset()
                    record.invalidate_recordset()
                    self.assertNotEqual(str(record[field]), str(value))
                    savepoint.rollback()

    def test_what_is_no_date_is_refused_on_every_python(self):
        """From 3.12 on, cutting a dictionary as a text is cut is a look-up that finds nothing."""

        class Later(dict):
            def __getitem__(self, key):
                raise KeyError(key)

        Leads = self.env["crm.lead"].with_user(self.officer)
        for name in ("date_deadline", "date_closed"):
            with self.subTest(name), self.assertRaisesRegex(UserError, "is not a date"):
                Leads._kfz_check_plain([{name: Later(a=1)}])

    def test_defaults_are_dropped_on_every_model_of_ours(self):
        """What the client's context says sets nothing where the system creates, and no model says otherwise."""
        ours = [name for name in self.env if name.startswith("kfz.")]
        stored = [name for name in ours if not self.env[name]._transient]
        self.assertGreater(len(stored), 60)
        self.assertFalse([name for name in stored if not self.env[name]._kfz_is_ours()])

    def _made_up(self):
        """(user, model, values, field, value): what was set by a default, and was believed."""
        project = self._project("lead", user=self.officer)
        agreement = {"lead_id": project.id, "amount": 100}
        share = {
            "lead_id": project.id,
            "level_id": self.env.ref("kfz_investment.share_level_summary").id,
            "recipient_ids": [[6, 0, self.zone_b.ids]],
        }
        referral = {"intermediary_id": self.intermediary.id, "enterprise_name": "示例企业有限公司"}
        lead = {"name": "示例", "is_promotion": True}
        # a table
        # fmt: off
        return (
            (self.manager, "kfz.agreement", agreement, "amount_cny", 987_654_321),
            (self.manager, "kfz.share", share, "is_thread", True),
            (self.manager, "kfz.share", share, "state", "published"),
            (self.manager, "kfz.policy", {"name": "示例政策"}, "sheet_uid", "1"),
            (self.officer, "kfz.referral", referral, "state", "accepted"),
            (self.officer, "kfz.referral", referral, "registered_on", "2019-01-01 00:00:00"),
            (self.customs, "kfz.trade.record", self._trade_values(), "is_reversed", True),
            (self.customs, "kfz.trade.record", self._trade_values(), "state", "confirmed"),
            (self.officer, "crm.lead", lead, "signed_amount", 987_654_321),
            (self.officer, "crm.lead", lead, "landed_date", "2019-01-01"),
        )
        # fmt: on

    def _saved_default(self, user, model, field, value):
        """A user's own default, as ``ir.default.set`` stores it; no context goes with it."""
        # sudo: as the method of core does, which every user may call
        self.env["ir.default"].sudo().set(model, field, value, user_id=user.id)
        return {}

    def _trade_values(self):
        return {
            "partner_id": self.secret.id,
            "month": "2026-01-01",
            "mode": "1210",
            "direction": "export",
            "amount": 5,
        }

    def test_stored_figures_are_not_written(self):
        project = self._landed(user=self.officer)
        agreement = project.agreement_ids
        for user, record, field, value in (
            (self.officer, project, "landed_date", "2019-01-01"),
            (self.officer, project, "signed_amount", 987_654_321),
            (self.officer, project, "capital_in_place", 987_654_321),
            (self.officer, project, "is_major", True),
            (self.officer, project, "lead_official_id", self._official().id),
            (self.officer, agreement, "amount_cny", 987_654_321),
            (self.manager, agreement, "amount_cny", 987_654_321),
        ):
            with self.subTest(model=record._name, field=field):
                for method, args in (
                    ("write", [record.ids, {field: value}]),
                    ("web_save", [record.ids, {field: value}, {field: {}}]),
                ):
                    words = self._is_refused(user, record._name, method, *args)
                    self.assertIn("never entered", words)

    def test_a_refusal_names_no_field_whose_label_nobody_translates(self):
        project = self._project("lead", user=self.officer)
        for given, said, unsaid in (
            ({"light_progress_data": "[1]"}, "A value of the system", "Light Progress Data"),
            (
                {"light_progress": "red", "light_next": "2019-01-01"},
                "Light of progress",
                "Light Next",
            ),
        ):
            words = self._is_refused(self.officer, "crm.lead", "write", project.ids, given)
            self.assertIn(said, words)
            self.assertNotIn(unsaid, words)

    def test_words_are_never_blank_where_they_are_needed_and_lines_have_an_end(self):
        project = self._project("lead", user=self.officer)
        values = {"lead_id": project.id, "name": "示例", "owner_id": self._official().id}
        for name, words in ((" \n", "is blank"), ("示例" * 1001, "at most 2,000")):
            said = self._is_refused(
                self.officer, "kfz.promise", "create", {**values, "name": name}, error=UserError
            )
            self.assertIn(words, said)

    def test_a_line_of_a_parent_sets_no_more(self):
        project = self._project("lead", user=self.officer)
        for line in (
            {"amount": 100, "amount_cny": 987_654_321},
            {"amount": 1, "company_id": self.zone_b.id},
        ):
            self._is_refused(
                self.officer,
                "crm.lead",
                "write",
                project.ids,
                {"agreement_ids": [[0, 0, line]]},
            )

    def test_an_import_sets_no_more(self):
        answer = self._rpc(
            self.officer,
            "crm.lead",
            "load",
            ["name", "is_promotion", "signed_amount"],
            [["示例导入", "True", "987654321"]],
        )
        self.assertFalse(answer["ids"])
        self.assertIn("never entered", answer["messages"][0]["message"])
        answer = self._rpc(
            self.officer,
            "crm.tag",
            "load",
            ["name", "kfz_zone_id/.id"],
            [["示例", str(self.zone_b.id)]],
        )
        self.assertFalse(answer["ids"])

    def test_what_is_there_already_may_be_sent_back(self):
        """A file or a form of another program sends back all that it read."""
        project = self._landed(user=self.officer)
        [row] = self._rpc(
            self.officer,
            "crm.lead",
            "read",
            project.ids,
            ["signed_amount", "landed_date", "is_major"],
        )
        row.pop("id")
        self._rpc(self.officer, "crm.lead", "write", project.ids, {**row, "name": "示例新名"})
        self.assertEqual(project.name, "示例新名")

    def test_what_a_hidden_record_holds_cannot_be_tried(self):
        """A right guess gets the same answer as a wrong one."""
        project = self._landed()
        words = {
            self._is_refused(
                self.manager_b, "crm.lead", "write", project.ids, {"signed_amount": value}
            )
            for value in (project.signed_amount, 1)
        }
        self.assertEqual(len(words), 1, words)

    def test_a_client_does_not_silence_the_history(self):
        project = self._project("lead", user=self.officer).with_context(tracking_disable=False)
        # a record that was just made is not tracked
        self.env.flush_all()
        self.cr.precommit.run()
        project.invalidate_recordset()
        before = project.message_ids
        self._rpc(
            self.officer,
            "crm.lead",
            "write",
            project.ids,
            {"area_id": self.area.id, "source_kind": "self"},
            context={"tracking_disable": True, "mail_notrack": True},
        )
        self.env.flush_all()
        self.cr.precommit.run()
        project.invalidate_recordset()
        self.assertTrue(project.message_ids - before)

    def test_server_code_has_leave_only_for_what_it_names(self):
        project = self._landed(user=self.officer).with_user(self.officer)
        agreement = project.agreement_ids
        with self.assertRaisesRegex(UserError, "never entered"):
            agreement._kfz_may_set("state").write({"amount_cny": 1})
        agreement._kfz_may_set("amount_cny").write({"amount_cny": 1})
        with self.assertRaisesRegex(UserError, "never entered"):
            agreement.with_context(kfz_grant={"kfz.agreement": ["amount_cny"]}).write(
                {"amount_cny": 2}
            )

    def test_a_copy_takes_nothing_along(self):
        project = self._landed(user=self.officer)
        self._is_refused(
            self.officer, "crm.lead", "copy", project.ids, {"landed_date": "2019-01-01"}
        )
        [ident] = self._rpc(self.officer, "crm.lead", "copy", project.ids)
        copied = self.env["crm.lead"].browse(ident)
        self.assertFalse(copied.landed_date or copied.signed_amount)
