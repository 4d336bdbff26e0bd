from odoo.tests import tagged

from .guard_common import SHAPES, GuardCase

USUAL = "does not exist or is not yours to see"


@tagged("post_install", "-at_install")
class TestLinks(GuardCase):
    """A link takes an id or nothing: what core would turn into an id is refused like a hidden record."""

    def test_a_meeting_shows_no_project_of_another_zone(self):
        employee = self.employee.copy(
            {
                "login": "kfz_guard_employee",
                "company_id": self.zone_b.id,
                "company_ids": [(6, 0, self.zone_b.ids)],
            }
        )
        values = {"name": "示例会议", "start": "2026-01-05 02:00:00", "stop": "2026-01-05 03:00:00"}
        for name, shape in SHAPES.items():
            with self.subTest(shape=name):
                value = shape(self.hidden_project.id)
                words = self._is_refused(
                    employee, "calendar.event", "create", {**values, "opportunity_id": value}
                )
                self.assertIn(USUAL, words)
                nothing = self._is_refused(
                    employee, "calendar.event", "create", {**values, "opportunity_id": shape(10**8)}
                )
                self.assertEqual(nothing, words)

    def test_an_enterprise_of_another_zone_fills_no_form(self):
        for name, shape in SHAPES.items():
            with self.subTest(shape=name):
                value = shape(self.secret.id)
                for method, args in (
                    ("create", [{"name": "示例", "is_promotion": True, "partner_id": value}]),
                    ("web_save", [[], {"name": "示例", "partner_id": value}, {"phone": {}}]),
                    ("onchange", [[], {"partner_id": value}, ["partner_id"], {"phone": {}}]),
                ):
                    words = self._is_refused(self.manager_b, "crm.lead", method, *args)
                    self.assertIn(USUAL, words)

    def test_a_link_that_was_there_before_fills_no_form(self):
        """Core reads all links of a form as superuser; those that nobody changed stay as they are."""
        project = self._project("lead", self.zone_b, user=self.manager_b, partner_id=False)
        self.env.cr.execute(
            "UPDATE crm_lead SET partner_id = %s, phone = NULL WHERE id = %s",
            [self.secret.id, project.id],
        )
        spec = {"partner_id": {"fields": {"display_name": {}}}, "phone": {}, "name": {}}
        answer = self._rpc(
            self.manager_b,
            "crm.lead",
            "onchange",
            project.ids,
            {"partner_id": self.secret.id, "name": "示例新名"},
            ["name"],
            spec,
        )
        self.assertNotIn("12345678", str(answer))
        self.assertNotIn("partner_id", answer["value"])
        words = self._is_refused(
            self.manager_b,
            "crm.lead",
            "onchange",
            project.ids,
            {"partner_id": self.secret.id},
            ["partner_id"],
            spec,
        )
        self.assertIn(USUAL, words)

    def test_windows_open_on_no_hidden_record(self):
        trade = self._trade(self.secret, [50_000])
        for model, field, record in (
            ("kfz.trade.reverse", "record_id", trade),
            ("kfz.lead.move", "lead_id", self.hidden_project),
            ("kfz.lead.condition", "lead_ids", self.hidden_project),
        ):
            user = self.customs_b if model == "kfz.trade.reverse" else self.manager_b
            many = self.env[model]._fields[field].type == "many2many"
            for name, shape in SHAPES.items():
                value = shape(record.id)
                with self.subTest(model=model, shape=name):
                    words = self._is_refused(
                        user, model, "create", {field: [[4, value]] if many else value}
                    )
                    self.assertIn(USUAL, words)

    def test_commands_take_ids_alone(self):
        project = self._project("lead", self.zone_b, user=self.manager_b)
        document = self._attachment("秘密文件.txt")
        values = {"lead_id": project.id, "amount": 1}
        for command in (
            [[4, str(document.id)]],
            [[6, 0, [str(document.id)]]],
            [[4, [document.id]]],
            [[4, True]],
            [str(document.id)],
            f"[[4, {document.id}]]",
            [[1, str(document.id), {"name": "x"}]],
        ):
            with self.subTest(command=command):
                words = self._is_refused(
                    self.manager_b, "kfz.agreement", "create", {**values, "attachment_ids": command}
                )
                self.assertIn(USUAL, words)

    def test_an_activity_is_not_led_to_a_hidden_record(self):
        """The record of an activity, not the values, says to which model its number belongs."""
        own = self._project("lead", self.zone_b, user=self.manager_b)
        activity = own.with_user(self.manager_b).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager_b.id
        )
        for ident in (self.hidden_project.id, str(self.hidden_project.id), 10**8):
            with self.subTest(ident=ident):
                words = self._is_refused(
                    self.manager_b, "mail.activity", "write", activity.ids, {"res_id": ident}
                )
                self.assertIn(USUAL, words)

    def test_companies_that_are_no_zones_open_no_door(self):
        """Who works in such a company, besides or alone, links to nothing of a zone either."""
        company = self.env["res.company"].create({"name": "示例公司"})
        stranger = self.employee.copy(
            {
                "login": "kfz_guard_stranger",
                "company_id": company.id,
                "company_ids": [(6, 0, company.ids)],
            }
        )
        values = {"name": "示例会议", "start": "2026-01-05 02:00:00", "stop": "2026-01-05 03:00:00"}
        words = {
            self._is_refused(
                stranger, "calendar.event", "create", {**values, "opportunity_id": ident}
            )
            for ident in (self.hidden_project.id, str(self.hidden_project.id), 10**8)
        }
        self.assertEqual(len(words), 1, words)
