from collections import Counter

from odoo.tests import tagged

from ...domain.calendar import quarter_name
from .import_common import ImportCase


@tagged("post_install", "-at_install")
class TestImportExamples(ImportCase):
    """The shipped examples, as a manager who works in all four zones and as managers of one."""

    def _projects(self, wizard_user=None):
        return self.env["crm.lead"].search(
            [("is_promotion", "=", True), ("company_id", "in", self.zones.ids)]
        )

    def test_the_enterprise_list_gives_exactly_what_is_expected(self):
        expected = self.expected["enterprises"]
        wizard = self._import(self.manager_all, "enterprise", self._example("enterprises.xlsx"))
        self.assertEqual(wizard.ok_count, expected["good"])
        self.assertEqual(wizard.created_count, expected["good"])
        self.assertEqual(wizard.error_count, len(expected["bad"]))
        self.assertEqual(wizard.warning_count, 1)
        self.assertEqual(self._rows(wizard, "error"), [row["row"] for row in expected["bad"]])
        self.assertEqual(self._rows(wizard, "warning"), [row["row"] for row in expected["warned"]])
        partners = self.env["res.partner"].search(
            [("is_enterprise", "=", True), ("company_id", "=", self.zone_a.id)]
        )
        self.assertEqual(len(partners), expected["good"])
        self.assertEqual(
            sum(partners.mapped("registered_capital")), expected["registered_capital_total"]
        )
        for sample in expected["sample"]:
            partner = partners.filtered(lambda p, code=sample["uscc"]: p.vat == code)
            self.assertEqual(partner.name, sample["name"])
            self.assertEqual(partner.registered_capital, sample["cap"] * 10_000)
            self.assertEqual(str(partner.established_date), sample["established"])
        self.assertTrue(all(partners.mapped("industry_id")) and all(partners.mapped("ownership")))
        self.assertEqual(set(partners.child_ids.mapped("name")), {"张示例"})
        self.assertEqual(partners.child_ids.company_id, self.zone_a)

    def test_the_project_ledger_gives_exactly_what_is_expected(self):
        expected = self.expected["projects"]
        self._import(self.manager_all, "enterprise", self._example("enterprises.xlsx"))
        wizard = self._import(self.manager_all, "project", self._example("projects.xlsx"))
        self.assertTrue(
            wizard.is_opening, "a ledger that tells of past signings is a past ledger by itself"
        )
        self.assertEqual(wizard.ok_count, expected["good"])
        self.assertEqual(self._rows(wizard, "error"), [row["row"] for row in expected["bad"]])
        self.assertEqual(wizard.warning_count, 0)
        projects = self._projects()
        self.assertEqual(len(projects), expected["good"])
        signed = Counter(quarter_name(day) for day in projects.mapped("signed_date") if day)
        for field, counted in (
            ("signed_date", expected["signed"]),
            ("landed_date", expected["landed"]),
        ):
            self.assertEqual(
                Counter(quarter_name(p[field]) for p in projects if p[field]),
                Counter(counted),
                signed,
            )
        self.assertEqual(sum(projects.mapped("signed_amount")), expected["signed_amount_total"])
        self.assertEqual(sum(projects.mapped("landed_amount")), expected["landed_amount_total"])

    def test_the_figures_ledger_agrees_with_the_projects(self):
        self._import(self.manager_all, "project", self._example("projects.xlsx"))
        entries = self.env["kfz.figure.entry"].search([("company_id", "in", self.zones.ids)])
        expected = self.expected["projects"]
        for indicator, total, counts in (
            ("signed", expected["signed_amount_total"], expected["signed"]),
            ("landed", expected["landed_amount_total"], expected["landed"]),
        ):
            rows = entries.filtered(lambda e, name=indicator: e.indicator == name)
            self.assertEqual(sum(rows.mapped("amount")), total)
            quarters = Counter()
            for row in rows:
                quarters[quarter_name(row.effective_date)] += row["count"]
            self.assertEqual({quarter: n for quarter, n in quarters.items() if n}, counts)

    def test_the_same_files_twice_change_nothing(self):
        for kind, name in (("enterprise", "enterprises.xlsx"), ("project", "projects.xlsx")):
            first = self._import(self.manager_all, kind, self._example(name))
            models = (
                "res.partner",
                "crm.lead",
                "kfz.agreement",
                "kfz.capital.record",
                "kfz.milestone",
                "kfz.assignment",
                "kfz.official",
                "kfz.gate.override",
                "kfz.stage.transition",
                "kfz.figure.entry",
                "kfz.enterprise.note",
            )
            before = {
                model: self.env[model].with_context(active_test=False).search_count([])
                for model in models
            }
            again = self._import(self.manager_all, kind, self._example(name))
            self.assertEqual(again.created_count, 0)
            self.assertEqual(again.updated_count, 0)
            self.assertEqual(again.unchanged_count, first.created_count)
            self.assertEqual(
                {
                    model: self.env[model].with_context(active_test=False).search_count([])
                    for model in models
                },
                before,
            )

    def test_what_a_past_ledger_lacks_is_owed_with_a_date(self):
        self._import(self.manager_all, "project", self._example("projects.xlsx"))
        signed = self._projects().filtered("signed_date")
        overrides = signed.gate_override_ids
        self.assertEqual(overrides.lead_id, signed)
        self.assertTrue(
            all((day - self.today).days == 90 for day in overrides.mapped("valid_until"))
        )
        self.assertEqual(overrides.user_id, self.manager_all)

    def test_a_manager_of_one_zone_gets_the_other_zones_rows_refused(self):
        for user, zone in ((self.manager, self.zone_a), (self.manager_b, self.zone_b)):
            wizard = self._import(user, "project", self._example("projects.xlsx"))
            projects = self._projects().filtered(lambda p, u=user: p.create_uid == u)
            self.assertEqual(projects.company_id, zone)
            self.assertEqual(wizard.created_count + wizard.error_count, 83)
            self.assertEqual(len(projects), wizard.created_count)
            foreign = wizard.line_ids.filtered(
                lambda line: "its own office imports" in line.message
            )
            self.assertEqual(
                len(foreign.mapped("row")), 83 - 3 - wizard.created_count + self._own_bad(zone)
            )

    def test_imports_leave_the_ledgers_whole(self):
        for _time in range(2):
            self._import(self.manager_all, "project", self._example("projects.xlsx"))
            self.env.cr.flush()
            for zone in self.zones:
                self.assertFalse(self.env["kfz.award.entry"]._kfz_verify_all(zone))

    def _own_bad(self, zone):
        """Rows 84 and 85 are of KCBZ: another zone's manager gets them refused for the zone too."""
        return 0 if zone == self.zone_a else 2

    def test_the_refusal_of_another_zones_row_does_not_depend_on_what_that_zone_holds(self):
        before = self._wizard(self.manager_b, "project", self._example("projects.xlsx"))
        before.action_preview()
        told = before.line_ids.mapped("message")
        self._import(self.manager, "project", self._example("projects.xlsx"))
        self._import(self.manager, "enterprise", self._example("enterprises.xlsx"))
        after = self._wizard(self.manager_b, "project", self._example("projects.xlsx"))
        after.action_preview()
        self.assertEqual(after.line_ids.mapped("message"), told)
        self.assertEqual(self._counts(after), self._counts(before))
