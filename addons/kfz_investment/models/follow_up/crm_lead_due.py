from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: what somebody answers for on a project
DUE = ("kfz.promise", "kfz.issue")


class CrmLead(models.Model):
    """Promises and coordination issues of a project, and who leads it."""

    _inherit = "crm.lead"

    promise_ids = fields.One2many("kfz.promise", "lead_id", "Promises")
    issue_ids = fields.One2many("kfz.issue", "lead_id", "Coordination issues")

    def _kfz_whole_lists(self):
        return super()._kfz_whole_lists() | {"kfz.promise", "kfz.issue"}

    # who leads it

    @api.model
    def _kfz_led_by_me_domain(self):
        """Projects whose lead official the user is now: whoever hands over today is so no more."""
        me = self.env["kfz.due.mixin"]._kfz_my_officials()
        mine = Domain("official_id", "in", me.ids) & Domain("role", "=", "lead_official")
        current = self.env["kfz.assignment"]._kfz_current()
        return Domain("assignment_ids", "any!", mine & current)

    def _kfz_led_by_me(self):
        """Those of these projects whose lead official the user is today."""
        if not self:
            return self
        return self.search(Domain("id", "in", self.ids) & self._kfz_led_by_me_domain())

    def _kfz_is_led_by_me(self):
        """Whether the user is the lead official of each of these projects today."""
        return bool(self) and self._kfz_led_by_me() == self

    def _kfz_answers(self):
        """The official who answers for what is to be done on the project, unless somebody is chosen: the account manager on
        record, else the official behind the user who manages it, else the responsible unit, else nobody.
        """
        self.ensure_one()
        return self._kfz_account_manager() or self.responsible_unit_id

    # what follows the project

    @api.constrains("condition", "user_id", "active")
    def _check_due(self):
        """Activities of promises and issues follow the project: a constraint sees every way in."""
        if projects := self.filtered("is_promotion"):
            projects._kfz_due_again()

    def _kfz_due_again(self):
        """Find out anew who is to act on what is open, also on what whoever changes the project does not read."""
        waiting = self._kfz_open_due() if self.ids else {}
        if "kfz.issue" in waiting:
            waiting["kfz.issue"]._kfz_find_level()
        for records in waiting.values():
            records._kfz_watch_due()

    def _kfz_open_due(self):
        """{model: its open records of the projects}; one query, since each save of a project asks."""
        flush = [
            self.env[model]._fields[name] for model in DUE for name in ("lead_id", "is_closed")
        ]
        rows = self.env.execute_query(
            SQL(
                """SELECT 'kfz.promise', id FROM kfz_promise WHERE lead_id IN %(leads)s AND NOT is_closed
                   UNION ALL
                   SELECT 'kfz.issue', id FROM kfz_issue WHERE lead_id IN %(leads)s AND NOT is_closed""",
                leads=tuple(self.ids),
                to_flush=flush,
            )
        )
        return {
            model: self.env[model].browse(number for each, number in rows if each == model)
            for model in {each for each, _number in rows}
        }

    def _kfz_officials_again(self):
        super()._kfz_officials_again()
        self._kfz_due_again()

    def _merge_dependences(self, opportunities):
        if self.is_promotion:
            for name in ("promise_ids", "issue_ids"):
                opportunities[name]._kfz_move_to(self)
        result = super()._merge_dependences(opportunities)
        if self.is_promotion:
            self._kfz_due_again()
        return result

    # acts of the page

    def _kfz_quick(self, model, title):
        """The small form of something new on this project."""
        self.ensure_one()
        self.check_access("read")
        view = self.env.ref(f"kfz_investment.{model.replace('.', '_')}_view_form_quick")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "views": [(view.id, "form")],
            "target": "new",
            "context": {"default_lead_id": self.id},
        }

    def action_raise_issue(self):
        """Open the small form of a coordination issue of this project."""
        return self._kfz_quick("kfz.issue", self.env._("Raise issue"))

    def action_record_promise(self):
        """Open the small form of a promise on this project."""
        return self._kfz_quick("kfz.promise", self.env._("Record promise"))

    def action_open_issues(self):
        """The open coordination issues of the project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_issue_action")
        return {
            **action,
            "domain": [("lead_id", "=", self.id), ("is_closed", "=", False)],
            "context": {"default_lead_id": self.id},
        }

    def action_write_message(self):
        """Open the small window of a message on this project."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Write message"),
            "res_model": "kfz.lead.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_lead_id": self.id},
        }

    def action_my_turn(self):
        """What on this project waits for the reader alone: promises, else issues."""
        self.ensure_one()
        waiting = [("lead_id", "=", self.id), ("waits_for_me", "=", True)]
        page = "promise" if self.env["kfz.promise"].search_count(waiting, limit=1) else "issue"
        action = self.env["ir.actions.actions"]._for_xml_id(f"kfz_investment.kfz_{page}_action")
        return {**action, "domain": waiting, "context": {}}
