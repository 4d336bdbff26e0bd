from dataclasses import dataclass, field

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext

from ...domain import calendar, one_page
from ...domain.follow_up import ENDED
from ...domain.money import format_wan

#: columns of a fixed-width font that have a place on the page
NAME, VALUE, LINE, CELL = 90, 60, 160, 28
#: one line of Latin letters, which are narrower than those of a fixed-width font; Chinese names of all zones take less
COOPERATION = 92


@dataclass
class Part:
    """A part of the sheet: heading, cells of its rows, the width of each column in per cent, which ones are labels."""

    title: str
    rows: list
    widths: tuple = (16, 84)
    labels: tuple = (0,)
    head: tuple = field(default=())


class CrmLead(models.Model):
    """The one-page sheet of a project (项目一张表), in the reader's language: what the reader reads on its pages, and no contacts.

    It is paper that is handed on: who printed it when stands on it, and more than a few at once are an export.
    """

    _inherit = "crm.lead"

    def action_print_sheet(self):
        """Print the sheet in the reader's language."""
        self.ensure_one()
        self.check_access("read")
        word = "zh" if one_page.is_chinese(self.env.lang) else "en"
        return self.env.ref(f"kfz_investment.kfz_project_sheet_{word}_report").report_action(
            self, config=False
        )

    def _kfz_check_sheets(self):
        """Refuse to print what is none of a project, or too much of it; enter a print of many in the log of exports.

        :raises AccessError: when the user may not read a project, or not take lists out of the system
        :raises UserError: for too many at once, or a lead of sales
        """
        if self.exists() != self:
            raise AccessError(self.env["ir.rule"]._kfz_hidden_message())
        self.check_access("read")
        if other := self.filtered(lambda lead: not lead.is_promotion)[:1]:
            raise UserError(
                self.env._(
                    "“%(lead)s” is not a promotion project and has no sheet.", lead=other.name
                )
            )
        self.env["kfz.export.log"]._kfz_check_print(self)

    def _kfz_sheet(self):
        """The sheet as plain data: {title, zone, code, name, parts: [:class:`Part`], notes: [text]}."""
        self.ensure_one()
        page, lang = one_page.Page(), self.env.lang
        parts = [
            self._kfz_sheet_facts(page),
            self._kfz_sheet_contents(page),
            self._kfz_sheet_state(page),
            self._kfz_sheet_gate(page),
            self._kfz_sheet_milestones(),
            self._kfz_sheet_agreements(page),
            self._kfz_sheet_people(page),
            self._kfz_sheet_visits(page),
            self._kfz_sheet_cooperation(page),
        ]
        now = calendar.now()
        notes = [
            self.env._(
                "As of %(moment)s. Printed by %(user)s.",
                moment=one_page.office_moment(now, lang),
                user=self.env.user.name,
            )
        ]
        sheet = {
            "title": self.env._("One-page project sheet"),
            # sudo: the name of its zone, as the page shows it; in full where it is in the reader's language
            "zone": self.sudo().company_id["name" if one_page.is_chinese(lang) else "display_name"],
            "code": self.project_code or "",
            "name": page.text(self.name, NAME),
            "parts": [part for part in parts if part.rows],
            "notes": notes,
        }
        if page.was_cut:
            notes.append(
                self.env._("What ends with “…” is cut to fit the page: the system has all of it.")
            )
        return sheet

    # parts

    def _kfz_sheet_facts(self, page):
        # sudo: names of records that the page of the project shows to the same reader
        names, lang = self.sudo(), self.env.lang
        stage = one_page.listed(
            (names.stage_id.name, self.condition != "ongoing" and self._kfz_word("condition")), lang
        )
        facts = [
            (self.env._("Enterprise"), names.partner_id.name),
            (self.env._("Area"), names.area_id.name),
            (self.env._("Function"), self._kfz_word("industry_function")),
            (self.env._("Sector"), names.industry_id.name),
            (self.env._("Planned investment"), self._kfz_sheet_plan()),
            (self.env._("Entry type"), names.entry_type_id.display_name),
            (self.env._("Stage"), stage),
            (self.env._("Capital in place"), self._kfz_sheet_capital()),
        ]
        texts = [(label, page.text(value or "–", VALUE)) for label, value in facts]
        return Part("", one_page.in_pairs(texts), widths=(16, 34, 16, 34), labels=(0, 2))

    def _kfz_sheet_contents(self, page):
        """What the project is, and the site that it needs."""
        words = html2plaintext(self.description or "", include_references=False)
        facts = ((self.env._("Description"), words), (self.env._("Site need"), self.site_need))
        rows = [(label, page.text(text, LINE)) for label, text in facts if text]
        return Part("", rows)

    def _kfz_sheet_plan(self):
        if not self.expected_revenue:
            return self.env._("Not known yet") if self.investment_unknown else ""
        amount = format_wan(self.expected_revenue, self.env.lang)
        if not self.is_major:
            return amount
        return self.env._("%(amount)s (major project)", amount=amount)

    def _kfz_sheet_capital(self):
        paid, plan = self.capital_in_place, self.expected_revenue
        if not paid or not plan:
            return paid and format_wan(paid, self.env.lang)
        return self.env._(
            "%(amount)s, %(share)s%% of the plan",
            amount=format_wan(paid, self.env.lang),
            share=round(100 * paid / plan),
        )

    def _kfz_sheet_gate(self, page):
        """What the next stage still requires, and what is owed of the stages before."""
        lang, rows = self.env.lang, []
        if self.condition in ENDED:
            # sudo: the coded reason, as the page shows it
            reason = one_page.listed((self.sudo().lost_reason_id.name, self.condition_reason), lang)
            rows.append((self._kfz_word("condition"), page.text(reason or "–", LINE)))
        elif self.gate_missing:
            label = self.env._("Missing for “%(stage)s”", stage=self.next_stage_id.name)
            words = one_page.listed((item["label"] for item in self.gate_missing), lang)
            rows.append((label, page.text(words, LINE + 80)))
        elif self.next_stage_id:
            ready = self.env._("Nothing: ready for “%(stage)s”.", stage=self.next_stage_id.name)
            rows.append((self.env._("Still missing"), ready))
        if owed := [self._kfz_sheet_owed(item) for item in self.gate_owed or ()]:
            rows.append((self.env._("Owed"), page.text(one_page.listed(owed, lang), LINE)))
        return Part(self.env._("Conditions of the next stage"), rows, widths=(22, 78))

    def _kfz_sheet_owed(self, item):
        if not item["due"]:
            return item["label"]
        day = one_page.office_date(self._fields["owed_until"].to_date(item["due"]), self.env.lang)
        if item["overdue"]:
            return self.env._("%(item)s (overdue since %(date)s)", item=item["label"], date=day)
        return self.env._("%(item)s (until %(date)s)", item=item["label"], date=day)

    def _kfz_sheet_milestones(self):
        lang, words = self.env.lang, self._kfz_milestone_words()
        reached = {"signed": self.signed_date}
        for milestone in self._kfz_readable("milestone_ids"):
            if milestone.state == "recognised":
                reached[milestone.milestone] = milestone.effective_date
        planned = {"signed": self.date_deadline}
        rows = [
            (label, *(one_page.office_date(days.get(word), lang) or "–" for word in words))
            for label, days in (
                (self.env._("Planned"), planned),
                (self.env._("Happened on"), reached),
            )
        ]
        widths = (14, *[86 / len(words)] * len(words))
        return Part(self.env._("Milestones"), rows, widths=widths, head=("", *words.values()))

    @api.model
    def _kfz_milestone_words(self):
        """{milestone: its label}, from the signing on."""
        words = dict(self.env["crm.stage"]._fields["milestone"]._description_selection(self.env))
        return {word: words[word] for word in list(words)[list(words).index("signed") :]}

    def _kfz_sheet_agreements(self, page):
        in_force = self._kfz_readable("agreement_ids").filtered(
            lambda each: each.state == "in_force"
        )
        shown, left = page.first(in_force.sorted(lambda each: (each.signed_on, each.id)), 3)
        rows = [
            (
                page.text(agreement._kfz_word("kind"), CELL),
                page.text(agreement.number or "–", CELL),
                one_page.office_date(agreement.signed_on, self.env.lang),
                format_wan(agreement.amount, self.env.lang, agreement._kfz_name("currency_id")),
            )
            for agreement in shown
        ]
        if left:
            rows.append((self.env._("… and %(count)s more", count=left), "", "", ""))
        if rows:
            total = format_wan(self.signed_amount, self.env.lang)
            label = self.env._("Together, in yuan")
            if "framework" in in_force.mapped("kind"):
                label = self.env._("Together, in yuan, without framework agreements")
            rows.append((label, "", "", total))
        head = (
            self.env._("Kind"),
            self.env._("Agreement number"),
            self.env._("Signed on"),
            self.env._("Amount"),
        )
        title = self.env._("Agreements now in force")
        return Part(title, rows, widths=(26, 28, 22, 24), labels=(), head=head)

    def _kfz_sheet_people(self, page):
        """Who is responsible: one row a role, with positions."""
        people = {}
        for assignment in self._kfz_readable("assignment_ids").filtered("is_active"):
            # sudo: the official's name, as the list on the page shows it
            official = assignment.sudo().official_id
            words = " ".join(filter(None, (official.name, official.position)))
            people.setdefault(assignment.role, []).append(words)
        if self.user_id and "account_manager" not in people:
            # sudo: the account manager's name, as the page shows it
            people["account_manager"] = [self.sudo().user_id.name]
        labels = self.env["kfz.assignment"]._fields["role"]._description_selection(self.env)
        facts = [
            (label, page.text(one_page.listed(people[role], self.env.lang), VALUE))
            for role, label in labels
            if role in people
        ]
        title = self.env._("Responsible")
        return Part(title, one_page.in_pairs(facts), widths=(16, 34, 16, 34), labels=(0, 2))

    def _kfz_sheet_visits(self, page):
        """The last visits, and what happens next."""
        visits = self._kfz_readable("interaction_ids").sorted(lambda each: (each.date, each.id))
        rows = [
            (
                one_page.office_date(visit.date, self.env.lang),
                visit._kfz_word("kind"),
                page.text(visit.summary, LINE - 50),
            )
            for visit in visits[-3:][::-1]
        ]
        if self.next_step:
            until = one_page.office_date(self.next_step_date, self.env.lang)
            rows.append((self.env._("Next step"), until, page.text(self.next_step, LINE - 50)))
        title = self.env._("Last visits and next step")
        return Part(title, rows, widths=(18, 18, 64), labels=(0,))

    def _kfz_sheet_cooperation(self, page):
        """With whom the project is shared or promoted: for rooms that know, by :meth:`_kfz_sheet_lines`."""
        lines, _left = page.first(self._kfz_sheet_lines(), 4)
        rows = [(label, page.text(text, COOPERATION)) for label, text in lines]
        return Part(self.env._("Cooperation between zones"), rows)

    def _kfz_sheet_lines(self):
        """Hook: (label, text) of the other zones, from rooms that know of them, as far as the reader may read it."""
        return []

    def _kfz_sheet_state(self, page):
        """How the project stands: for rooms that know, by :meth:`_kfz_sheet_standing`."""
        lines, _left = page.first(self._kfz_sheet_standing(), 5)
        rows = [(label, page.text(text, COOPERATION)) for label, text in lines]
        return Part(self.env._("How it stands"), rows)

    def _kfz_sheet_standing(self):
        """Hook: (label, text) of what holds the project up or was decided on it, as far as the reader may read it."""
        return []

    def _kfz_readable(self, name):
        """The records of a list on the page that the reader may read; none for who may not read any."""
        records = self.env[self._fields[name].comodel_name]
        is_open = self._has_field_access(self._fields[name], "read") and records.has_access("read")
        return self[name] if is_open else records
