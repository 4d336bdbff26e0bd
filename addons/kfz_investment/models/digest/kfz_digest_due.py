from dataclasses import replace

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...domain.digest import Item, lateness

MODELS = {"kfz.promise": "promise", "kfz.issue": "issue"}
#: levels of an issue at which it lies with somebody of its project
CLIMBED = ("responsible_unit", "lead_official")


class KfzDigest(models.Model):
    """Promises and coordination issues, for whoever is to act now: the user of their activity (``kfz.due.mixin``)."""

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        items = super()._kfz_items(users, today, only)
        self.env["mail.activity"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT activity.user_id, activity.kfz_due_model, activity.kfz_due_id
                     FROM mail_activity activity
                LEFT JOIN crm_lead lead ON lead.id = activity.res_id AND activity.res_model = 'crm.lead'
                    WHERE lead.active IS NOT FALSE AND activity.active
                      AND activity.user_id IN %s AND activity.kfz_due_model IN %s""",
                tuple(users.ids),
                tuple(MODELS),
            )
        )
        records = {
            model: {
                each.id: each
                for each in self.env[model]
                .browse([number for _user, named, number in rows if named == model])
                .exists()
            }
            for model in MODELS
        }
        for user, model, number in rows:
            record = records[model].get(number)
            if record and (item := record._kfz_digest_item(today)):
                items.append((user, item))
        return [*items, *self._kfz_climbed(users, today, only)]

    @api.model
    def _kfz_climbed(self, users, today, only):
        """Issues that have climbed to somebody else than whoever answers for them, who keeps answering."""
        wanted = Domain("state", "=", "open") & Domain("level", "in", CLIMBED)
        wanted &= Domain("climb_ids", "!=", False)
        if only is not None:
            wanted &= Domain("id", "in", list(only.get("kfz.issue", ())))
        items = []
        for issue in self.env["kfz.issue"].search(wanted):
            user = issue.lies_with_id.user_id
            if user not in users or user == issue.owner_id.user_id or not issue.lead_id.active:
                continue
            item = issue._kfz_digest_item(today)
            if item:
                only_me = issue.level == "lead_official"
                items.append((user.id, replace(item, code="climbed", only_me=only_me)))
        return items


class KfzDueMixin(models.AbstractModel):
    """What a promise or an issue asks of whoever is to act now."""

    _inherit = "kfz.due.mixin"

    def _kfz_digest_item(self, today):
        """The item of an open record; None while its day is far off, unless it waits for one person's word."""
        code = self._kfz_digest_code()
        # what waits for somebody's word, as a draft or reported as solved, waits whatever its day
        waits = code in ("confirm", "close")
        rank, level = lateness(self.date_due, today) or (waits and (1, "waits")) or (0, "")
        if self.is_closed or not rank:
            return None
        return Item(
            MODELS[self._name],
            self._name,
            self.id,
            code,
            self.company_id.id,
            self.lead_id.id or None,
            self.date_due,
            rank,
            level,
            only_me=waits,
        )

    def _kfz_digest_code(self):
        """The word for what there is to do, by the state."""
        return {"draft": "confirm", "binding": "keep", "solved": "close"}.get(self.state, "solve")


class KfzDigestWordsMixin(models.AbstractModel):
    """The sentences of promises and issues, which are those of their activities."""

    _inherit = "kfz.digest.words.mixin"

    def _kfz_sentence(self, record, figures):
        if self.source not in MODELS.values():
            return super()._kfz_sentence(record, figures)
        return {
            "confirm": self.env._("Confirm the promise: %(name)s", name=record.name),
            "keep": self.env._("Keep the promise: %(name)s", name=record.name),
            "climbed": self.env._(
                "This overdue issue now lies with you: %(name)s", name=record.name
            ),
            "close": self.env._("Close the issue, or open it again: %(name)s", name=record.name),
        }.get(self.code) or self.env._("Solve the issue: %(name)s", name=record.name)
