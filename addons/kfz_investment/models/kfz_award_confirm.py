from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..domain import award

GROUPS = {'customs': 'kfz_investment.group_kfz_customs', 'committee': 'kfz_investment.group_kfz_committee',
          'manager': 'kfz_investment.group_kfz_manager'}


class KfzAward(models.Model):
    """The two confirmations: two different people, neither of whom entered the trade or belongs to the intermediary."""
    _inherit = 'kfz.award'

    waits_for_me = fields.Boolean("Waits for my confirmation", compute='_compute_waits_for_me', search='_search_waits_for_me')

    @api.depends('state', 'claimed_on')
    @api.depends_context('uid')
    def _compute_waits_for_me(self):
        waiting = self.filtered_domain(self._kfz_waiting_domain())
        for record in self:
            record.waits_for_me = record in waiting

    def _search_waits_for_me(self, operator, value):
        if operator != 'in':
            return NotImplemented
        domain = self._kfz_waiting_domain()
        return domain if True in value else ~domain

    @api.model
    def _kfz_waiting_domain(self):
        """Awards at the step that the user's role confirms; what the user confirmed already waits for somebody else."""
        domain, user = Domain.FALSE, self.env.user
        if user.has_group(GROUPS['customs']):
            domain |= Domain('state', '=', 'claimable') & (Domain('claimed_on', '!=', False) | Domain('scheme_id.claim_months', '=', 0))
        if user.has_group(GROUPS['committee']):
            domain |= Domain('state', '=', 'customs_confirmed') & Domain('customs_user_id', '!=', user.id)
        return domain

    def action_confirm_customs(self):
        """Customs confirms base and amount of claimable awards; both are fixed from now on. All of the chosen, or none.

        :raises AccessError: unless the user is a customs verifier of the zone
        :raises UserError: says which award cannot be confirmed by this user now, and why
        """
        self._kfz_check_role('customs')
        # sudo: state and figures are guarded from hand; the user's role has just been checked
        records = self.sudo()
        records._kfz_lock()
        records._kfz_ripen()
        records._kfz_check_state('claimable')
        records._kfz_check_ready()
        records._kfz_check_claimed()
        records._kfz_check_four_eyes()
        records._kfz_check_no_drafts()
        records._kfz_fix()
        records._kfz_ask('group_kfz_committee', self.env._("Confirm this referral award for the committee."))
        return True

    def action_confirm_committee(self):
        """The committee confirms what customs confirmed.

        :raises AccessError: unless the user is a committee verifier of the zone
        :raises UserError: says which award cannot be confirmed by this user now, and why
        """
        self._kfz_check_role('committee')
        # sudo: the state is guarded from hand; the user's role has just been checked
        records = self.sudo()
        records._kfz_lock()
        records._kfz_check_state('customs_confirmed')
        records._kfz_check_ready()
        records._kfz_check_four_eyes()
        records._kfz_done_asking()
        records.write({
            'state': 'committee_confirmed', 'committee_user_id': self.env.uid, 'committee_on': fields.Datetime.now()})
        records._kfz_enter('committee_confirmed')
        return True

    # checks

    def _kfz_check_role(self, role):
        """The user has the role in the zone of each award; a superuser has no role."""
        if not self.env.user.has_group(GROUPS[role]):
            words = {'customs': self.env._("Only a customs verifier of the zone can do this."),
                     'committee': self.env._("Only a committee verifier of the zone can do this."),
                     'manager': self.env._("Only a promotion manager of the zone can do this.")}
            raise AccessError(words[role])
        own = [] if self.env.su else [('company_id', 'in', self.env.user.company_ids.ids)]
        # one search by all rules, however many there are; only when one is missing, award by award to say which
        if self.search_count([('id', 'in', self.ids), *own]) != len(self):
            self.check_access('read')
            raise self.env['ir.rule']._make_access_error('write', self)

    def _kfz_lock(self):
        """Keep others off until the transaction ends; what they wrote in the meantime is read anew.

        :raises UserError: when somebody else is at it this very moment
        """
        self.flush_recordset()
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(self.env._(
                "Somebody else is working on this award at this very moment. Reload the page, look at its state, and try again "
                "if it is still needed.")) from error
        self.invalidate_recordset()

    def _kfz_first(self, condition):
        """The first of the awards whose row ``a`` meets a condition (SQL); one query, however many there are."""
        self.flush_recordset()
        return self.browse(row[0] for row in self.env.execute_query(SQL(
            "SELECT a.id FROM kfz_award a WHERE a.id = ANY(%s) AND (%s) ORDER BY a.id LIMIT 1", list(self._ids), condition)))

    def _kfz_check_state(self, *states):
        """:raises UserError: names the first award that is in another state"""
        labels = dict(self._fields['state']._description_selection(self.env))
        if record := self._kfz_first(SQL("a.state NOT IN %s", states)):
            raise UserError(self.env._(
                "%(award)s is in the state “%(state)s”; this step needs “%(needed)s”. Reload the page: somebody may have done it already.",
                award=record.name, state=labels[record.state], needed='” / “'.join(labels[state] for state in states)))

    def _kfz_check_ready(self):
        """What an award stands on still holds: landing and referral."""
        self.env['crm.lead'].flush_model(['landed_date'])
        self.env['kfz.referral'].flush_model(['state'])
        record = self._kfz_first(SQL(
            "(SELECT l.landed_date FROM crm_lead l WHERE l.id = a.lead_id) IS DISTINCT FROM a.landed_on "
            "OR NOT EXISTS (SELECT FROM kfz_referral r WHERE r.id = a.referral_id AND r.state = 'accepted')"))
        if record:
            if record.lead_id.landed_date != record.landed_on:
                raise UserError(self.env._(
                    "%(award)s rests on a landing on %(date)s that is no longer recognised. Recognise the landing first.",
                    award=record.name, date=record.landed_on))
            raise UserError(self.env._(
                "%(award)s: its referral is no longer accepted, so nothing can be confirmed.", award=record.name))

    def _kfz_check_claimed(self):
        self.env['kfz.award.scheme'].flush_model(['claim_months'])
        if record := self._kfz_first(SQL(
                "a.claimed_on IS NULL AND EXISTS (SELECT FROM kfz_award_scheme s WHERE s.id = a.scheme_id AND s.claim_months > 0)")):
            raise UserError(self.env._(
                "%(award)s has not been claimed; its scheme asks for a claim until %(date)s.", award=record.name, date=record.claim_until))

    def _kfz_check_four_eyes(self):
        """:raises UserError: when the user entered trade of an award, belongs to its intermediary, or confirmed it before"""
        user = self.env.user
        if record := self._kfz_first(SQL("%s IN (a.customs_user_id, a.committee_user_id)", user.id)):
            raise UserError(self.env._(
                "You have confirmed %(award)s already: the second confirmation is another person's.", award=record.name))
        if record := self._kfz_belonging(user.partner_id):
            raise UserError(self.env._(
                "You belong to the intermediary of %(award)s or its payee, so you cannot confirm it.", award=record.name))
        if entered := self._kfz_entered_by(user):
            raise UserError(self.env._(
                "You entered or changed trade records that %(award)s rests on, so another person has to confirm it.",
                award=entered.name))

    def _kfz_belonging(self, partner):
        """The first award whose intermediary, payee or one of its team a person is, or works for."""
        mine = partner
        while partner.parent_id and partner.parent_id not in mine:
            partner = partner.parent_id
            mine |= partner
        theirs = mine.with_context(active_test=False).search(['|', ('id', 'in', mine.ids), ('commercial_partner_id', 'in', mine.ids)]).ids
        self.env['kfz.referral.member'].flush_model(['referral_id', 'partner_id'])
        return self._kfz_first(SQL(
            "a.intermediary_id = ANY(%(theirs)s) OR a.payee_id = ANY(%(theirs)s) OR EXISTS ("
            "SELECT FROM kfz_referral_member m WHERE m.referral_id = a.referral_id AND m.partner_id = ANY(%(theirs)s))", theirs=theirs))

    def _kfz_entered_by(self, user):
        """The first award whose confirmed trade a user entered or changed."""
        self.env['kfz.trade.record'].flush_model()
        return self._kfz_first(SQL(
            """EXISTS (SELECT FROM kfz_trade_record t
                        WHERE t.company_id = a.company_id AND t.partner_id = a.partner_id AND t.state = 'confirmed' AND t.is_bonded
                          AND t.month BETWEEN a.month_first AND a.month_last
                          AND %s IN (t.entered_by_id, t.changed_by_id))""", user.id))

    def _kfz_check_no_drafts(self):
        rows = self.env.execute_query(SQL(
            """SELECT a.id, COUNT(*), MIN(t.month) FROM kfz_award a
                 JOIN kfz_trade_record t ON t.company_id = a.company_id AND t.partner_id = a.partner_id AND t.state = 'draft'
                  AND t.is_bonded AND t.month BETWEEN a.month_first AND a.month_last
                WHERE a.id = ANY(%s) GROUP BY a.id ORDER BY a.id LIMIT 1""", list(self._ids)))
        for ident, count, month in rows:
            raise UserError(self.env._(
                "%(award)s: %(count)s trade records of its first year wait for confirmation, the first of %(month)s. "
                "Confirm or delete them first.",
                award=self.browse(ident).name, count=count, month=f'{month:%Y-%m}'))

    # effects

    def _kfz_fix(self):
        """Fix base, amount, every step and the fund source, with the customs verifier's name, and enter it into the ledger."""
        self._kfz_done_asking()
        live, funds, now, uid = self._kfz_live(), self._kfz_funds(), fields.Datetime.now(), self.env.uid
        figures = self._kfz_update(
            ('base_amount', 'amount', 'fund_source', 'state', 'customs_user_id', 'customs_on'), [
                (ident, sum([month.amount for month in months]) / 100, result.amount / 100, funds[ident], 'customs_confirmed', uid, now)
                for ident, (months, result, _mode) in live.items()])
        for ident, (_zone, content) in figures.items():
            content['statement'] = award.statement(*live[ident])
        self._kfz_enter_figures('customs_confirmed', figures)

    def _kfz_funds(self):
        """{award id: the fund that pays it, or None}."""
        sources = self.env.execute_query(SQL("SELECT id, scheme_id, area_id FROM kfz_award WHERE id = ANY(%s)", list(self._ids)))
        Scheme, Area = self.env['kfz.award.scheme'], self.env['kfz.area']
        funds = {(scheme, area): Scheme.browse(scheme)._kfz_fund(Area.browse(area or ())) or None
                 for scheme, area in {row[1:] for row in sources}}
        return {ident: funds[scheme, area] for ident, scheme, area in sources}

    def _kfz_ripen(self):
        """Awards whose first year is over become claimable, without waiting for the nightly job."""
        accruing = self._kfz_first(SQL("a.state = 'accruing'")) and self.filtered(lambda record: record.state == 'accruing')
        accruing.filtered(lambda record: record._kfz_is_ripe())._kfz_to_claimable()

    # who is asked

    def _kfz_ask(self, group, summary):
        """An activity for the one verifier of the zone, where there is just one; several, and whoever gets a batch, find it in their list."""
        if self.env.context.get('tracking_disable') or len(self) > 20:
            return
        # sudo: who verifies in a zone is looked up to tell them
        users = self.env.ref(f'kfz_investment.{group}').sudo().all_user_ids
        for zone, records in self.grouped('company_id').items():
            verifiers = users.filtered(lambda user, zone=zone: zone in user.company_ids and user.active)
            for record in records if len(verifiers) == 1 else ():
                record.activity_schedule('mail.mail_activity_data_todo', summary=summary, user_id=verifiers.id)

    def _kfz_done_asking(self):
        """Activities of the award for this user's step are done."""
        # sudo: an activity for whoever verifies is closed by the verification
        self.env['mail.activity'].sudo().search(
            [('res_model', '=', self._name), ('res_id', 'in', self.ids), ('user_id', '=', self.env.uid)]).action_done()
