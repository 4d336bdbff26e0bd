from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ...domain.money import format_exact
from ..base.lists import comma


class KfzSettledMixin(models.AbstractModel):
    """The acts that change settled evidence: who may, why, and the trace that each leaves."""

    _inherit = "kfz.settled.mixin"

    #: field of the wizard that holds the record
    _asked_as = ""
    #: fields that an act corrects, in the order of the page
    _corrected_fields = ()
    #: those of them that only a manager corrects, because past figures rest on them
    _manager_fields = ()

    def action_correct(self):
        """The wizard that asks for the right values and the reason."""
        return self._kfz_ask_act("correct")

    def _kfz_ask_act(self, act):
        """Open the wizard of an act on a settled record."""
        self.ensure_one()
        self._kfz_check_role()
        self._kfz_check_settled()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_correction_ask_action"
        )
        context = {"default_act": act, f"default_{self._asked_as}": self.id}
        return {
            **action,
            "name": self.env["kfz.correction.ask"]._kfz_title(act),
            "context": context,
        }

    def _kfz_check_role(self, manager_only=""):
        """Only those who work on the project, in the role that the act asks for.

        :param manager_only: says what is left to managers; empty: officers may, too
        :raises AccessError: says which role
        """
        user = self.env.user
        if not self.env.su and not user.has_group("kfz_investment.group_kfz_officer"):
            raise AccessError(
                self.env._("Only promotion officers and managers can change what counts.")
            )
        if (
            manager_only
            and not self.env.su
            and not user.has_group("kfz_investment.group_kfz_manager")
        ):
            raise AccessError(manager_only)
        self.check_access("write")
        self.lead_id.check_access("write")

    def _kfz_check_settled(self):
        if not self._kfz_is_settled():
            raise UserError(
                self.env._(
                    "%(record)s is a draft: change or delete it, there is nothing to correct.",
                    record=self._kfz_words(),
                )
            )

    def _kfz_reason(self, reason):
        """The reason of an act, without which there is none.

        :raises UserError: when it is empty
        """
        return self._kfz_words_given(
            reason, self.env._("Give the reason in one line; it stays with the project.")
        )

    def _kfz_correct(self, vals, reason):
        """Correct fields of a settled record; figures and gates follow.

        :raises UserError: without a reason, for a draft, when nothing changes, or when no document would be left
        :raises AccessError: when only a manager may correct one of the fields
        """
        self.ensure_one()
        self._kfz_correct_each({self: vals}, reason)

    @api.model
    def _kfz_correct_each(self, wanted, reason):
        """The same for several records at once, each with its own values and its own trace: all of them or none.

        :param wanted: {record: {field: value}}
        :raises UserError: as for one
        :raises AccessError: as for one
        """
        reason, names = self._kfz_reason(reason), set().union(*wanted.values())
        for name in sorted(names - set(self._corrected_fields)):
            self._kfz_refuse_field(name)
        records = self.union(*wanted)
        records._kfz_check_role()
        for record in records:
            record._kfz_check_settled()
        if names & set(self._manager_fields):
            records._kfz_check_role(self._kfz_manager_words())
        before = {record: record._kfz_texts(vals) for record, vals in wanted.items()}
        documented = records.filtered(lambda record: record.attachment_ids._kfz_with_content())
        for record, vals in wanted.items():
            # with the leave for these fields alone, and for this write alone
            record._kfz_may_set(*vals)._kfz_write_before_gates(vals)
        records.lead_id._kfz_evidence_changed()
        documented._kfz_check_documented()
        made = [record._kfz_made(texts) for record, texts in before.items()]
        self.env["kfz.correction"]._kfz_enter_each("correct", made, reason)

    def _kfz_check_documented(self):
        """:raises UserError: when a correction took the last document"""
        for record in self:
            if not record.attachment_ids._kfz_with_content():
                raise UserError(
                    self.env._(
                        "%(record)s needs a document that is not empty.", record=record._kfz_words()
                    )
                )

    def _kfz_made(self, before):
        """(record, project, {field: (text before, text after)}) of a correction.

        :raises UserError: when nothing changes
        """
        now = self._kfz_texts(before)
        changed = {name: (old, now[name]) for name, old in before.items() if old != now[name]}
        if not changed:
            raise UserError(self.env._("Nothing was changed: enter the right value first."))
        return self, self.lead_id, changed

    def _kfz_manager_words(self):
        """Why an officer cannot correct ``_manager_fields``."""
        raise NotImplementedError

    def _kfz_trace(self, act, changed, reason):
        """Append what an act changed to the corrections, and say so in the project's chatter.

        :param changed: {field: (text before, text after)}
        """
        self.env["kfz.correction"]._kfz_enter(self, self.lead_id, act, changed, reason)

    def _kfz_texts(self, names):
        """{field: its value in words}."""
        return {name: self._kfz_text(name) for name in names}

    def _kfz_text(self, name):
        value, field = self[name], self._fields[name]
        words = {
            "monetary": lambda: format_exact(value, self.env.lang or "", self.currency_id.name),
            "date": lambda: str(value or ""),
            "selection": lambda: dict(field._description_selection(self.env)).get(value, ""),
            "many2one": lambda: value.display_name or "",
            # two documents may have one name: the beginning of the checksum tells them apart; sorted, so that the same ones
            # read the same
            "many2many": lambda: comma(self.env).join(
                sorted(f"{document.name} ({(document.checksum or '')[:8]})" for document in value)
            ),
        }
        return words.get(field.type, lambda: value or "")()
