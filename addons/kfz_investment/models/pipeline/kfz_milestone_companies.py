from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ...domain import calendar
from ..base.lists import comma
from ..base.table_guard import passing
from ..guards.link_values import identifiers


class KfzMilestone(models.Model):
    """The project companies of a landing: enterprises of the zone, asked for when it is recognised, fixed from then on.

    The links are in a table of their own, which no guard of the database watches. So the milestone repeats them in a
    column that is guarded and sealed, and the check of the ledgers compares the two.
    """

    _inherit = "kfz.milestone"

    companies_recognised = fields.Text(
        "Project companies as recognised",
        readonly=True,
        copy=False,
        help="Technical: one line per company with its number, its name and its unified social credit code on that day.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        milestones = super().create([self._kfz_with_companies(vals) for vals in vals_list])
        milestones.filtered(lambda m: m.state == "recognised")._kfz_companies_changed()
        return milestones

    def write(self, vals):
        # the superuser, too: the database does not see the links
        self._kfz_check_fixed(vals.keys() & {"project_company_ids"})
        return super().write(vals)

    @api.constrains("project_company_ids")
    def _check_project_company_ids(self):
        for company in self.project_company_ids.filtered(lambda each: not each.is_enterprise):
            raise ValidationError(
                self.env._(
                    "“%(name)s” is not in the enterprise directory. Choose an enterprise, or add it to the directory first.",
                    name=company.name,
                )
            )

    @api.model
    def _kfz_with_companies(self, vals):
        """Values of a milestone that counts at once, with its companies repeated; their links are plain ones."""
        commands = vals.get("project_company_ids")
        if not commands or vals.get("state", "draft") == "draft":
            return vals
        companies = self.env["res.partner"].browse(sorted(identifiers(commands)))
        return {**vals, "companies_recognised": companies._kfz_company_lines()}

    def _kfz_recognised_values(self):
        # all companies are repeated, whoever recognises the landing
        companies = self._kfz_all_links("project_company_ids")
        said = {"companies_recognised": companies._kfz_company_lines()} if companies else {}
        return {**super()._kfz_recognised_values(), **said}

    def _kfz_end(self, reason, new):
        super()._kfz_end(reason, new)
        self._kfz_companies_changed()

    def action_recognise(self):
        drafts = self.filtered(lambda m: m.state == "draft")
        super().action_recognise()
        drafts._kfz_companies_changed()

    def _kfz_move_to(self, lead):
        before = self.lead_id
        super()._kfz_move_to(lead)
        if any(m.milestone == "landed" and m.state == "recognised" for m in self):
            (before | lead)._kfz_project_companies_changed()

    def _kfz_companies_changed(self):
        """Tell the rooms that follow the project companies."""
        self.filtered(lambda m: m.milestone == "landed").lead_id._kfz_project_companies_changed()

    def _kfz_check_carried(self, replacement):
        super()._kfz_check_carried(replacement)
        if "project_company_ids" in replacement:
            return
        # a company that is another zone's now is hidden from the user, and would be lost without a word
        companies = self._kfz_all_links("project_company_ids")
        gone = companies.filtered(lambda company: company.company_id - self.company_id)
        if gone:
            raise UserError(
                self.env._(
                    "%(milestone)s names %(companies)s, which your zone's directory does not hold any more, so it cannot be "
                    "corrected as it is. Choose the right project companies in the same window, or ask the administrator to "
                    "give the enterprise back.",
                    milestone=self._kfz_words(),
                    companies=comma(self.env).join(gone.mapped("name")),
                )
            )

    def _kfz_absent(self, replaced=None):
        absent = super()._kfz_absent(replaced)
        lacks = self.milestone == "landed" and not self._kfz_all_links("project_company_ids")
        if lacks and self._kfz_asks_company(replaced):
            absent.append(
                self.env._(
                    "the project company: the enterprise that was registered in the zone, which may be the investor itself"
                )
            )
        return absent

    def _kfz_asks_company(self, replaced=None):
        """Whether a landing has to name its companies in its zone.

        By the day on which it is recognised, not by the one on which it happened, which whoever enters it chooses. One that
        is corrected and was recognised without companies may go on without, but not move to that day or later.
        """
        since = self.company_id._kfz_settings().kfz_companies_from
        if not since:
            return True
        if not replaced:
            return calendar.today() >= since
        named = replaced._kfz_all_links("project_company_ids")
        return bool(named) or self.effective_date >= since

    def _kfz_check_named(self, replaced):
        """What a landing names for the first time is an enterprise in use."""
        super()._kfz_check_named(replaced)
        named = self._kfz_all_links("project_company_ids")
        named -= replaced._kfz_all_links("project_company_ids")
        if gone := named.filtered(lambda company: not company.active)[:1]:
            raise UserError(
                self.env._(
                    "“%(name)s” is archived, so no landing can name it now. Restore it in the directory first, or choose another.",
                    name=gone.name,
                )
            )

    def _kfz_text(self, name):
        if name != "project_company_ids":
            return super()._kfz_text(name)
        if self.milestone == "landed" and not self.project_company_ids:
            return self.env._("none: the trade of the investor counts")
        return comma(self.env).join(
            f"{company.name} ({company.vat})" if company.vat else company.name
            # like the lines as recognised
            for company in self.project_company_ids.sorted("id")
        )

    def _kfz_repeat_companies(self, reason):
        """Repeat the companies of milestones that count as they are linked now, past the guard; run by the system.

        :param reason: what the guard enters
        """
        for milestone in self.filtered(lambda m: m.state != "draft"):
            lines = milestone.project_company_ids._kfz_company_lines()
            with passing(self.env.cr, reason):
                self.env.cr.execute(
                    SQL(
                        "UPDATE kfz_milestone SET companies_recognised = %s WHERE id = %s",
                        lines or None,
                        milestone.id,
                    )
                )
        self.invalidate_recordset(["companies_recognised"])
        self._kfz_queue_seals()

    @api.model
    def _kfz_tell_created(self, zone, count):
        """Tell the managers of a zone that an update entered project companies, each in their own language."""
        notices = self.env["kfz.notice.mixin"]
        for user in notices._kfz_managers_of(zone):
            words = self.with_context(lang=user.lang)._kfz_created_words(zone, count)
            notices._kfz_tell_users(user, *words)

    def _kfz_created_words(self, zone, count):
        """(text, page) of the notice."""
        text = self.env._(
            "%(count)s project companies of landings were not in the directory, so the update entered them as enterprises "
            "of %(zone)s. Complete their unified social credit codes: customs statements are matched by them.",
            count=count,
            zone=zone.display_name,
        )
        return text, ("kfz_investment.kfz_project_company_action", self.env._("Project companies"))
