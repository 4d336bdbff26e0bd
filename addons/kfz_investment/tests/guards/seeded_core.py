"""Plausible bugs in what closes doors of core, each with the check that must notice it. See ``test_seeded_guards.py``."""

import io
from contextlib import contextmanager
from unittest.mock import patch

import xlsxwriter
from odoo.addons.mail.models.mail_message import MailMessage
from odoo.addons.mail.models.mail_thread import MailThread
from odoo.addons.spreadsheet_dashboard.models.spreadsheet_dashboard_share import (
    SpreadsheetDashboardShare,
)
from odoo.exceptions import UserError
from odoo.fields import Domain
from werkzeug.exceptions import Forbidden

from ...controllers import exports
from ...domain import passwords
from ...models.guards import plain_workbooks
from ...models.isolation import ir_rule
from ..common import request_of
from ..isolation.seeds import core, replaced, unstamped


def patched(owner, name, value):
    """Replace something of a module."""

    def seed(case, stack):
        stack.enter_context(patch.object(owner, name, value))

    return seed


class CoreChecks:
    """Mixin of :class:`GuardsCase`: whether something comes through a door of core."""

    def _as(self, user, model, method, *args, **kwargs):
        """What a client gets, and False for a refusal."""
        env = self.env(user=user.id, context={}, su=False)
        try:
            with self.cr.savepoint():
                return request_of(env, model, method, list(args), kwargs) or True
        except (UserError, Forbidden):
            return False

    @contextmanager
    def _new_messages(self):
        before, new = self.env["mail.message"].search([]), []
        yield new
        new += self.env["mail.message"].search([]) - before

    def _speaks_as(self, user, way):
        project, other = self._project(user=user), self.manager.partner_id
        thread = {"model": "crm.lead", "res_id": project.id, "body": "示例", "author_id": other.id}
        with self._new_messages() as new:
            if way == "create":
                self._as(user, "mail.message", "create", thread)
            elif way == "invite":
                meeting = {"name": "x", "start": "2099-01-05 02:00", "stop": "2099-01-05 03:00"}
                guest = self.env["res.partner"].create({"name": "x", "email": "x@example.com"})
                invited = {"user_id": self.manager.id, "partner_ids": [[6, 0, guest.ids]]}
                self._as(user, "calendar.event", "create", {**meeting, **invited})
            else:
                self._as(user, "crm.lead", way, project.ids, body="示例", author_id=other.id)
        return any(message.author_id == other for message in new)

    def _rewrites(self, user):
        message = self._project(user=user).with_user(self.manager).message_post(body="原话")
        return bool(self._as(user, "mail.message", "write", message.ids, {"body": "改过的话"}))

    def _takes_name(self, user):
        return bool(self._as(user, "res.users", "write", user.ids, {"name": self.official.name}))

    def _writes_card(self, user):
        """Core protects the cards of active colleagues itself; the own one, and those of former ones, it does not."""
        card = user.partner_id
        return bool(self._as(user, "res.partner", "write", card.ids, {"name": "x"}))

    def _finds(self, user, model):
        action = self.env["ir.actions.act_window"].search([("res_model", "=", "res.partner")])[0]
        values = {
            "ir.embedded.actions": {
                "name": "x",
                "parent_action_id": action.id,
                "parent_res_model": "res.partner",
                "action_id": action.id,
            },
            "base_import.mapping": {"res_model": "x", "column_name": "x", "field_name": "x"},
        }
        made = self._as(self.officer, model, "create", [values[model]])
        return made[0] in self.env[model].with_user(user).search([]).ids

    def _changes(self, user, model):
        common = self.env[model].search([], limit=1)
        if "kfz_zone_id" in common:
            common.kfz_zone_id = False
        return bool(self._as(user, model, "write", common.ids, {"name": "x"}))

    def _share(self):
        dashboard = self.env["spreadsheet.dashboard"].search([], limit=1)
        return {"dashboard_id": dashboard.id, "spreadsheet_data": "{}"}

    def _publishes(self, user):
        return bool(self._as(user, "spreadsheet.dashboard.share", "create", self._share()))

    def _outlives(self, user):
        Share = self.env["spreadsheet.dashboard.share"].with_user(user).sudo()
        share = Share.create(self._share())
        user.active = False
        try:
            share._check_dashboard_access(share.access_token)
        except (Forbidden, RuntimeError):
            # outside a request, core's own sentence fails
            return False
        return True

    def _is_live(self, user, kind):
        if kind == "csv":
            return exports._plain("@1").strip('"') == "@1"
        with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
            return book.strings_to_formulas

    def _has_easy_password(self, user):
        return bool(self._as(user, "res.users", "write", user.ids, {"password": "111111111111"}))

    def _hears_cookie(self, user):
        cookies = {"cids": "x-3"}
        self.env.registry["ir.http"]._sanitize_cookies(cookies)
        return bool(cookies)


# a table: one row per bug
# fmt: off
#: (the bug, seed, check, arguments of the check)
CORE = [
    ("messages: posted in any name", replaced("mail.thread", "_kfz_check_sender", lambda self, values: None), "speaks_as", ("officer", "message_post")),
    ("messages: made in any name", replaced("mail.message", "_kfz_check_values", lambda self, vals_list: None), "speaks_as", ("officer", "create")),
    ("messages: invitations in any name", replaced("calendar.event", "message_notify", MailThread.message_notify), "speaks_as", ("officer", "invite")),
    ("messages: a colleague's words changed", core("mail.message", MailMessage, "write"), "rewrites", ("officer",)),
    ("people: any name in the own profile", replaced("res.users", "_kfz_keeps_people", lambda self: True), "takes_name", ("employee",)),
    ("people: any name on the own card", replaced("res.partner", "_kfz_check_people", lambda self, names: None), "writes_card", ("officer",)),
    ("saved pages: not stamped", unstamped("ir.embedded.actions"), "finds", ("officer_b", "ir.embedded.actions")),
    ("learnt headings: not stamped", unstamped("base_import.mapping"), "finds", ("officer_b", "base_import.mapping")),
    ("reminders: common ones are everybody's", replaced("ir.rule", "_kfz_common_guard", lambda self, model_name, mode: Domain.TRUE), "changes", ("employee", "calendar.alarm")),
    ("layouts: everybody's", patched(ir_rule, "ADMINISTRATORS", ()), "changes", ("employee", "report.layout")),
    ("dashboards: published", replaced("spreadsheet.dashboard.share", "_kfz_check_values", lambda self, vals_list: None), "publishes", ("manager",)),
    ("dashboards: a link outlives its maker", core("spreadsheet.dashboard.share", SpreadsheetDashboardShare, "_check_dashboard_access"), "outlives", ("manager",)),
    ("exports: formulas in workbooks", patched(plain_workbooks, "PLAIN", {}), "is_live", ("officer", "xlsx")),
    ("exports: formulas in plain values", patched(exports, "marked", str), "is_live", ("officer", "csv")),
    ("passwords: patterns", patched(passwords, "is_easy", lambda password, names: False), "has_easy_password", ("admin",)),
    ("cookies: companies that are no ids", replaced("ir.http", "_sanitize_cookies", classmethod(lambda cls, cookies: None)), "hears_cookie", ("officer",)),
]
# fmt: on
