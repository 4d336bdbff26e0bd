from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..base.sql_arrays import sql_ids

GROUPS = {
    "customs": "kfz_investment.group_kfz_customs",
    "committee": "kfz_investment.group_kfz_committee",
    "manager": "kfz_investment.group_kfz_manager",
}


class KfzAward(models.Model):
    """The guard that every step of an award passes first: role, lock, state and rules (``kfz_award_rules.py``)."""

    _inherit = "kfz.award"

    def _kfz_as_manager(self, *states, rules=()):
        """The awards as :meth:`_locked_as` gives them to a manager, in one of the states and by the rules."""
        records = self._locked_as("manager")
        records._kfz_check(states, *rules)
        return records

    def _locked_as(self, role):
        """The awards, locked, as the system; the user has the role in the zone of each.

        :raises AccessError: unless the user has the role
        :raises UserError: without an award, or when another user is working on one of them right now
        """
        if not self:
            raise UserError(self.env._("Choose at least one award first."))
        self._kfz_check_role(role)
        # sudo: states and figures are guarded from hand; the user's role has just been checked
        records = self.sudo()
        records._kfz_lock()
        return records

    def _kfz_check_role(self, role):
        """The user has the role in the zone of each award; a superuser has no role."""
        if not self.env.user.has_group(GROUPS[role]):
            words = {
                "customs": self.env._("Only a customs verifier of the zone can do this."),
                "committee": self.env._("Only a committee verifier of the zone can do this."),
                "manager": self.env._("Only a promotion manager of the zone can do this."),
            }
            raise AccessError(words[role])
        own = [] if self.env.su else [("company_id", "in", self.env.user.company_ids.ids)]
        # one search by all rules, however many there are; only when one is missing, award by award to say which
        if self.search_count(
            [("id", "in", SQL("(SELECT unnest(%s))", sql_ids(self))), *own]
        ) != len(self):
            self.check_access("read")
            raise self.env["ir.rule"]._make_access_error("write", self)

    def _kfz_lock(self):
        """Lock the awards until the transaction ends, and read again what others wrote in the meantime.

        :raises UserError: when another user is working on one of them right now
        """
        self.flush_recordset()
        self._kfz_lock_rows(allow_referencing=True)
        self.invalidate_recordset()

    def _kfz_check(self, states, *rules):
        """Check the state and the rules of all awards with one query.

        :param states: those in which the step is taken
        :param rules: of ``kfz_award_rules.py``
        :raises UserError: says what is wrong with the first award that breaks a rule
        """
        self.env.flush_all()
        broken = [SQL("a.state NOT IN %s", states), *(rule.broken(self) for rule in rules)]
        # each rule in a query of its own, so that the database can join whole tables instead of looking rows up
        [[wrong_state, *wrong]] = self.env.execute_query(
            SQL(
                "WITH a AS MATERIALIZED (SELECT * FROM kfz_award WHERE id = ANY(%s)) SELECT %s",
                sql_ids(self),
                SQL(", ").join(
                    SQL("(SELECT MIN(a.id) FROM a WHERE %s)", condition) for condition in broken
                ),
            )
        )
        if wrong_state:
            raise UserError(self.browse(wrong_state)._state_words(states))
        for rule, ident in zip(rules, wrong, strict=True):
            if ident:
                raise UserError(rule.words(self.browse(ident)))

    def _state_words(self, needed):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(award)s is in the state “%(state)s”; this step needs “%(needed)s”. Reload the page: another user may have done it already.",
            award=self.name,
            state=labels[self.state],
            needed="” / “".join(labels[state] for state in needed),
        )

    def _kfz_reason(self, reason):
        """The reason without the blanks around it.

        :raises UserError: when there is none
        """
        return self._kfz_words_given(
            reason, self.env._("Say why, in one line: the reason stays with the award.")
        )
