import base64
import hashlib
from ast import literal_eval

from markupsafe import Markup
from odoo import api, fields, models
from odoo.fields import Domain

from ...domain.imports.again import Choices, Shown, kept_count, plain
from ...models.base.lists import comma
from .kfz_import_change_words import Words
from .kfz_import_messages_again import DONE

#: actions of rows that write their record, and of those that leave it
WRITTEN, LEFT = ("create", "update"), ("kept", "unchanged")


class KfzImport(models.TransientModel):
    """A list that is sent again: every change is shown before it happens and leaves a trace when it has happened."""

    _inherit = "kfz.import"

    change_ids = fields.One2many("kfz.import.change", "import_id", "Changes")
    change_count = fields.Integer("Changes", readonly=True)
    undo_count = fields.Integer("Changes that would undo something", readonly=True)
    kept_count = fields.Integer("Changes not made", readonly=True)
    run_ids = fields.Json("Imports", readonly=True)
    proposals = fields.Json("Proposals made", readonly=True)

    def action_open_records(self):
        """What this import has made or changed; before that, all."""
        action = super().action_open_records()
        if not self.run_ids:
            return action
        domain = action.get("domain") or []
        domain = Domain(literal_eval(domain) if isinstance(domain, str) else domain)
        return {
            **action,
            # not "in": core's groups find nothing by it
            "domain": list(
                domain & Domain("kfz_import_run_ids", "any", [("id", "in", self.run_ids)])
            ),
        }

    def action_open_changes(self):
        """All changes in a list of its own, to be searched and ticked together."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_import_change_action"
        )
        return {**action, "domain": [("import_id", "=", self.id)]}

    def action_open_proposals(self):
        """The proposals to the common directory that this import has made."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_directory_proposal_action"
        )
        return {**action, "domain": [("id", "in", self.proposals or [])], "context": {}}

    def _choices(self):
        """What the user has decided in the preview; without one, nothing is undone."""
        if self.state != "preview" or self.is_refused:
            return None
        # JSON reads null as False
        return Choices(
            {
                (change.record_id, change.key): Shown(
                    change.old_value or None,
                    change.new_value or None,
                    change.apply,
                    change.may_tick,
                )
                for change in self.change_ids
            }
        )

    def _show_changes(self, handler, plan):
        """Fill the list of changes: ticked what is done, or would be done now."""
        # sudo: clients set the tick alone
        self.sudo().change_ids.unlink()
        words, may_undo = Words(self.env, handler._model), handler._may_undo()
        rows = [
            self._change_vals(row, change, words, may_undo)
            for row in plan
            if row.action not in ("refused", "skip")
            for change in row.changes
        ]
        # sudo: the same
        handler._bulk("kfz.import.change").sudo().create(rows)
        self._set_result(
            {
                "change_count": len(rows),
                "undo_count": sum(vals["is_undo"] for vals in rows),
                "kept_count": kept_count(plan),
            }
        )

    def _change_vals(self, row, change, words, may_undo):
        before, after = change.currencies or (None, None)
        return {
            "import_id": self.id,
            "row": row.number,
            "record_id": row.record,
            "record_name": row.parsed.values.get("name"),
            "key": change.key,
            "label": words.label(change.key),
            "old": words.value(change.key, change.old, before),
            "new": words.value(change.key, change.new, after),
            "old_value": plain(change.old),
            "new_value": plain(change.new),
            "is_undo": change.undoes,
            "is_reserved": change.reserved,
            "may_tick": not change.reserved and (may_undo or not change.undoes),
            "apply": not change.kept,
        }

    def _issue_text(self, issue):
        if "changes" in issue.params:
            words = Words(self.env, self.env[f"kfz.import.{self.kind}"]._model)
            names = comma(self.env).join(map(words.label, issue.params["changes"]))
            issue = issue._replace(params={**issue.params, "changes": names})
        return super()._issue_text(issue)

    # what has happened

    def _remember(self, handler, plan, proposals):
        """Enter the import and what its rows said; note in the records what has changed."""
        handler._forget_undone(plan)
        for row in plan:
            issues = row.parsed.issues
            issues[:] = [
                issue._replace(code=DONE[issue.code]) if issue.code in DONE else issue
                for issue in issues
            ]
        runs = self._enter_runs(handler, plan)
        self.env["kfz.import.trace"]._kfz_append(handler._traces(plan, runs))
        self._note_changes(handler, plan)
        self._set_result({"run_ids": sorted(runs.values()), "proposals": proposals})

    def _enter_runs(self, handler, plan):
        """{zone id: run's id} of the zones that the rows name; what names none is entered in the current one."""
        by_zone, current = {}, handler._current_zone()
        for row in plan:
            by_zone.setdefault(handler._zone_of(row) or current, []).append(row)
        zones = list(by_zone) or [current]
        runs = self.env["kfz.import.run"]._kfz_enter(
            [self._run_vals(zone, by_zone.get(zone, [])) for zone in zones]
        )
        return dict(zip(zones, runs.ids, strict=True))

    def _run_vals(self, zone, rows):
        counts = self._counts(rows)
        return {
            "company_id": zone,
            "kind": self.kind,
            "filename": (self.filename or "").strip() or self.env._("Without a name"),
            "sha256": hashlib.sha256(base64.b64decode(self.file or b"")).hexdigest(),
            "is_opening": self.is_opening and self.kind == "project",
            "kept_count": kept_count(rows),
            **{
                name: counts[name]
                for name in (
                    "created_count",
                    "updated_count",
                    "unchanged_count",
                    "proposal_count",
                    "error_count",
                    "skipped_count",
                )
            },
        }

    @api.model
    def _note_changes(self, handler, plan):
        """One note per changed record, with the values before and after; nobody is notified or made a follower."""
        if not handler._has_chatter:
            return
        words, bodies, file = Words(self.env, handler._model), {}, handler._file_name()
        for row in plan:
            made = [change for change in row.changes if not change.kept]
            if row.action == "update" and made:
                bodies[row.record] = self._note(row, made, words, file)
        if bodies:
            # sudo: the user has just changed these records, and may not see those that went to a colleague with it
            handler._records(list(bodies)).sudo()._message_log_batch(bodies)

    def _note(self, row, changes, words, file):
        title = self.env._("Imported: %(file)s, row %(row)s", file=file, row=row.number)
        lines = Markup().join(
            Markup("<li>%s: %s → %s</li>")
            % (
                words.label(change.key),
                words.value(change.key, change.old, change.currencies and change.currencies[0])
                or "–",
                words.value(change.key, change.new, change.currencies and change.currencies[1])
                or "–",
            )
            for change in changes
        )
        return Markup("<p>%s</p><ul>%s</ul>") % (title, lines)


class KfzImportHandler(models.AbstractModel):
    """What the kinds say of their records."""

    _inherit = "kfz.import.handler"

    #: the model of the records that rows make and change
    _model = "res.partner"
    #: whether the records have a chatter
    _has_chatter = True
    #: who may put back what was changed since
    _undo_groups = ("kfz_investment.group_kfz_manager",)
    #: lists that write the same records wait for each other
    _lock_scope = "directory"

    @api.model
    def _may_undo(self):
        return any(map(self.env.user.has_group, self._undo_groups))

    @api.model
    def _default_zone(self):
        """The zone of rows that name none: the one that the user chose, else the one in which the user works."""
        chosen = self.env.context.get("kfz_default_zone")
        zone = self._zones().filtered(lambda zone: zone.id == chosen)
        return zone or self.env["crm.lead"]._kfz_default_zone()

    @api.model
    def _current_zone(self):
        """Id of the zone that a list without zones goes to."""
        return self._default_zone().id or self.env.company.id

    def _zone_of(self, row):
        """Id of the zone that a row names, None where it is the current one; most kinds have no such column."""
        return row.parsed.values.get("zone")

    def _forget_undone(self, plan):
        """Take back remarks on what was not made after all, because its row was refused while it was written."""

    def _said(self, row):
        """What a row that is written says, by key."""
        raise NotImplementedError

    def _lock(self, parsed):
        """Let another import into the same zones end first."""
        zones = {zone for row in parsed if (zone := row.values.get("zone"))}
        self.env["kfz.import.lock"]._kfz_take(self._lock_scope, zones or {self._current_zone()})

    def _traces(self, plan, runs):
        """Rows of ``kfz.import.trace``; a row that says what the last import said is not remembered twice."""
        told = [row for row in plan if row.record and row.action in WRITTEN + LEFT]
        same = [row.record for row in told if row.action in LEFT]
        known = self.env["kfz.import.trace"]._kfz_said(self._model, same)
        for row in told:
            row.said = row.said or self._said(row)
        current = self._current_zone()
        return [self._trace(row, runs, current) for row in told if _is_new(row, known)]

    def _trace(self, row, runs, current):
        zone, said = self._zone_of(row) or current, row.said
        name = row.parsed.values.get("name")
        return runs[zone], zone, self._model, row.record, name, row.number, row.action, said


def _is_new(row, known):
    """Whether a row says something that the last import did not say; ``known`` is what the imports said by record."""
    said_before = known.get(row.record, [None])[-1]
    return bool(row.said) and (row.action in WRITTEN or said_before != row.said)
