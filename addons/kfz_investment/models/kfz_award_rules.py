from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from . import sql_arrays


class KfzAward(models.Model):
    """What must hold before a step. Each rule is the rest of a query that finds the awards ``a`` that break it, and the words for who
    is told."""
    _inherit = 'kfz.award'

    def _kfz_check(self, states, *rules):
        """Check the state and the rules of all awards with one query.

        :param states: those in which the step is taken
        :raises UserError: says of the first award that breaks a rule what is wrong
        """
        self.env.flush_all()
        broken = {'state': SQL("WHERE a.state NOT IN %s", states), **{rule: getattr(self, f'_kfz_unless_{rule}')() for rule in rules}}
        [found] = self.env.execute_query(SQL(
            "WITH a AS MATERIALIZED (SELECT * FROM kfz_award WHERE id = ANY(%s::int[])) SELECT %s",
            sql_arrays.ids(self), SQL(', ').join(SQL("(SELECT MIN(a.id) FROM a %s)", rest) for rest in broken.values())))
        for rule, ident in zip(broken, found, strict=True):
            if ident:
                award = self.browse(ident)
                raise UserError(award._kfz_say_state(states) if rule == 'state' else getattr(award, f'_kfz_say_{rule}')())

    def _kfz_say_state(self, states):
        labels = dict(self._fields['state']._description_selection(self.env))
        return self.env._(
            "%(award)s is in the state “%(state)s”; this step needs “%(needed)s”. Reload the page: somebody may have done it already.",
            award=self.name, state=labels[self.state], needed='” / “'.join(labels[state] for state in states))

    # what an award stands on: landing and referral

    def _kfz_unless_ready(self):
        return SQL(
            "LEFT JOIN crm_lead l ON l.id = a.lead_id LEFT JOIN kfz_referral r ON r.id = a.referral_id "
            "WHERE l.landed_date IS DISTINCT FROM a.landed_on OR r.state IS DISTINCT FROM 'accepted'")

    def _kfz_say_ready(self):
        if self.lead_id.landed_date != self.landed_on:
            return self.env._(
                "%(award)s rests on a landing on %(date)s that is no longer recognised. Recognise the landing first.",
                award=self.name, date=self.landed_on)
        return self.env._("%(award)s: its referral is no longer accepted, so nothing can be confirmed.", award=self.name)

    def _kfz_unless_claimed(self):
        return SQL("JOIN kfz_award_scheme s ON s.id = a.scheme_id WHERE a.claimed_on IS NULL AND s.claim_months > 0")

    def _kfz_say_claimed(self):
        return self.env._(
            "%(award)s has not been claimed; its scheme asks for a claim until %(date)s.", award=self.name, date=self.claim_until)

    # four eyes

    def _kfz_unless_confirmed_by_another(self):
        return SQL("WHERE %s IN (a.customs_user_id, a.committee_user_id)", self.env.uid)

    def _kfz_say_confirmed_by_another(self):
        return self.env._("You have confirmed %(award)s already: the second confirmation is another person's.", award=self.name)

    def _kfz_unless_not_involved(self):
        """The user is, or works for, the intermediary, the payee or one of the team."""
        partner = mine = self.env.user.partner_id
        while partner.parent_id and partner.parent_id not in mine:
            partner = partner.parent_id
            mine |= partner
        theirs = mine.with_context(active_test=False).search(
            ['|', ('id', 'in', mine.ids), ('commercial_partner_id', 'in', mine.ids)]).ids
        return SQL(
            "WHERE a.intermediary_id = ANY(%(theirs)s) OR a.payee_id = ANY(%(theirs)s) OR a.referral_id IN ("
            "SELECT m.referral_id FROM kfz_referral_member m WHERE m.partner_id = ANY(%(theirs)s))", theirs=theirs)

    def _kfz_say_not_involved(self):
        return self.env._("You belong to the intermediary of %(award)s or its payee, so you cannot confirm it.", award=self.name)

    def _kfz_unless_entered_by_another(self):
        """The user entered or changed confirmed trade of the award."""
        return SQL(
            "JOIN %s WHERE t.state = 'confirmed' AND %s IN (t.entered_by_id, t.changed_by_id)", self._kfz_first_year_trade(), self.env.uid)

    def _kfz_say_entered_by_another(self):
        return self.env._(
            "You entered or changed trade records that %(award)s rests on, so another person has to confirm it.", award=self.name)

    # trade that waits

    def _kfz_unless_no_drafts(self):
        return SQL("JOIN %s WHERE t.state = 'draft'", self._kfz_first_year_trade())

    def _kfz_say_no_drafts(self):
        [(count, month)] = self.env.execute_query(SQL(
            "SELECT COUNT(*), MIN(t.month) FROM kfz_award a JOIN %s WHERE t.state = 'draft' AND a.id = %s",
            self._kfz_first_year_trade(), self.id))
        return self.env._(
            "%(award)s: %(count)s trade records of its first year wait for confirmation, the first of %(month)s. "
            "Confirm or delete them first.", award=self.name, count=count, month=f'{month:%Y-%m}')

    @staticmethod
    def _kfz_first_year_trade():
        """Bonded trade ``t`` of the first year of the award ``a``, to be joined."""
        return SQL(
            "kfz_trade_record t ON t.company_id = a.company_id AND t.partner_id = a.partner_id AND t.is_bonded "
            "AND t.month BETWEEN a.month_first AND a.month_last")
