from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..base.sql_arrays import sql_ids


class KfzAward(models.Model):
    """What must hold before a step. Each rule is a condition in SQL on the row ``a`` that breaks it, and the words for who is told."""

    _inherit = "kfz.award"

    def _kfz_check(self, states, *rules):
        """Check the state and the rules of all awards with one query.

        :param states: those in which the step is taken
        :raises UserError: says of the first award that breaks a rule what is wrong
        """
        self.env.flush_all()
        broken = {
            "state": SQL("a.state NOT IN %s", states),
            **{rule: getattr(self, f"_kfz_unless_{rule}")() for rule in rules},
        }
        # a rule each on its own, so that the database can join whole tables instead of looking rows up
        [found] = self.env.execute_query(
            SQL(
                "WITH a AS MATERIALIZED (SELECT * FROM kfz_award WHERE id = ANY(%s)) SELECT %s",
                sql_ids(self),
                SQL(", ").join(
                    SQL("(SELECT MIN(a.id) FROM a WHERE %s)", condition)
                    for condition in broken.values()
                ),
            )
        )
        for rule, ident in zip(broken, found, strict=True):
            if ident:
                award = self.browse(ident)
                raise UserError(
                    award._kfz_say_state(states)
                    if rule == "state"
                    else getattr(award, f"_kfz_say_{rule}")()
                )

    def _kfz_say_state(self, states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(award)s is in the state “%(state)s”; this step needs “%(needed)s”. Reload the page: somebody may have done it already.",
            award=self.name,
            state=labels[self.state],
            needed="” / “".join(labels[state] for state in states),
        )

    # what an award stands on: landing and referral

    def _kfz_unless_ready(self):
        return SQL(
            "NOT EXISTS (SELECT FROM crm_lead l WHERE l.id = a.lead_id AND l.landed_date = a.landed_on) "
            "OR NOT EXISTS (SELECT FROM kfz_referral r WHERE r.id = a.referral_id AND r.state = 'accepted')"
        )

    def _kfz_say_ready(self):
        if self.lead_id.landed_date != self.landed_on:
            return self.env._(
                "%(award)s rests on a landing on %(date)s that is no longer recognised. Recognise the landing first.",
                award=self.name,
                date=self.landed_on,
            )
        return self.env._(
            "%(award)s: its referral is no longer accepted, so nothing can be confirmed.",
            award=self.name,
        )

    def _kfz_unless_claimed(self):
        return SQL(
            "a.claimed_on IS NULL AND EXISTS (SELECT FROM kfz_award_scheme s WHERE s.id = a.scheme_id AND s.claim_months > 0)"
        )

    def _kfz_say_claimed(self):
        return self.env._(
            "%(award)s has not been claimed; its scheme asks for a claim until %(date)s.",
            award=self.name,
            date=self.claim_until,
        )

    # four eyes

    def _kfz_unless_confirmed_by_another(self):
        return SQL("%s IN (a.customs_user_id, a.committee_user_id)", self.env.uid)

    def _kfz_say_confirmed_by_another(self):
        return self.env._(
            "You have confirmed %(award)s already: the second confirmation is another person's.",
            award=self.name,
        )

    def _kfz_unless_not_involved(self):
        """The user is, or works for, the intermediary, the payee or one of the team."""
        partner = mine = self.env.user.partner_id
        while partner.parent_id and partner.parent_id not in mine:
            partner = partner.parent_id
            mine |= partner
        theirs = (
            mine.with_context(active_test=False)
            .search(["|", ("id", "in", mine.ids), ("commercial_partner_id", "in", mine.ids)])
            .ids
        )
        return SQL(
            "a.intermediary_id = ANY(%(theirs)s) OR a.payee_id = ANY(%(theirs)s) OR EXISTS ("
            "SELECT FROM kfz_referral_member m WHERE m.referral_id = a.referral_id AND m.partner_id = ANY(%(theirs)s))",
            theirs=theirs,
        )

    def _kfz_say_not_involved(self):
        return self.env._(
            "You belong to the intermediary of %(award)s or its payee, so you cannot confirm it.",
            award=self.name,
        )

    def _kfz_unless_entered_by_another(self):
        """The user entered or changed confirmed trade of the award."""
        return SQL(
            """EXISTS (SELECT FROM kfz_trade_record t
                        WHERE t.company_id = a.company_id AND t.partner_id = a.partner_id AND t.state = 'confirmed' AND t.is_bonded
                          AND t.month BETWEEN a.month_first AND a.month_last
                          AND %s IN (t.entered_by_id, t.changed_by_id))""",
            self.env.uid,
        )

    def _kfz_say_entered_by_another(self):
        return self.env._(
            "You entered or changed trade records that %(award)s rests on, so another person has to confirm it.",
            award=self.name,
        )

    # trade that waits

    def _kfz_unless_no_drafts(self):
        return SQL("EXISTS %s", self._kfz_drafts(SQL("1")))

    def _kfz_say_no_drafts(self):
        [(count, month)] = self.env.execute_query(
            SQL(
                "SELECT d.* FROM kfz_award a, LATERAL %s d WHERE a.id = %s",
                self._kfz_drafts(SQL("COUNT(*), MIN(t.month)")),
                self.id,
            )
        )
        return self.env._(
            "%(award)s: %(count)s trade records of its first year wait for confirmation, the first of %(month)s. "
            "Confirm or delete them first.",
            award=self.name,
            count=count,
            month=f"{month:%Y-%m}",
        )

    @staticmethod
    def _kfz_drafts(columns):
        """Draft trade of the first year of the award ``a``."""
        return SQL(
            """(SELECT %s FROM kfz_trade_record t
                 WHERE t.company_id = a.company_id AND t.partner_id = a.partner_id AND t.state = 'draft' AND t.is_bonded
                   AND t.month BETWEEN a.month_first AND a.month_last)""",
            columns,
        )
