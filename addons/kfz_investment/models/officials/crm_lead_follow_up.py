from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar


class CrmLead(models.Model):
    """Officials assigned to a project, and contacts with the enterprise."""

    _inherit = "crm.lead"

    assignment_ids = fields.One2many("kfz.assignment", "lead_id", "Assignments")
    interaction_ids = fields.One2many("kfz.interaction", "lead_id", "Visits and meetings")
    interaction_count = fields.Integer("Number of visits", compute="_compute_interaction_count")
    last_interaction_date = fields.Date(
        "Last contact", compute="_compute_last_interaction", store=True
    )
    lead_official_id = fields.Many2one(
        "kfz.official",
        "Lead official",
        compute="_compute_officials",
        store=True,
        index="btree_not_null",
    )
    responsible_unit_id = fields.Many2one(
        "kfz.official",
        "Responsible unit",
        compute="_compute_officials",
        store=True,
        index="btree_not_null",
    )
    account_manager_id = fields.Many2one(
        "kfz.official",
        "Account manager on record",
        compute="_compute_officials",
        store=True,
        index="btree_not_null",
    )

    @api.depends("interaction_ids")
    def _compute_interaction_count(self):
        counts = dict(
            self.env["kfz.interaction"]._read_group(
                [("lead_id", "in", self.ids)], ["lead_id"], ["__count"]
            )
        )
        for lead in self:
            lead.interaction_count = counts.get(lead._origin, 0)

    @api.depends("interaction_ids.date")
    def _compute_last_interaction(self):
        for lead in self:
            lead.last_interaction_date = max(lead.interaction_ids.mapped("date"), default=False)

    @api.depends(
        "assignment_ids.role",
        "assignment_ids.official_id",
        "assignment_ids.date_from",
        "assignment_ids.date_to",
    )
    def _compute_officials(self):
        """As of today: the nightly run follows assignments that begin and end by their dates."""
        for lead in self:
            current = {
                each.role: each.official_id
                for each in reversed(lead.assignment_ids)
                if each._kfz_is_current()
            }
            lead.lead_official_id = current.get("lead_official", False)
            lead.responsible_unit_id = current.get("responsible_unit", False)
            lead.account_manager_id = current.get("account_manager", False)

    def _kfz_account_manager(self):
        """The official who manages the project: the one on record, else the one behind its user, else nobody."""
        self.ensure_one()
        if self.account_manager_id or not self.user_id:
            return self.account_manager_id
        return self.env["kfz.official"]._kfz_person_of(self.user_id, self.company_id)

    def web_save(self, vals, specification, next_id=None):
        """As in core, which shows the page again.

        :raises UserError: when users give away a project that they could not see afterwards
        """
        gives = bool({"user_id", "assignment_ids"} & set(vals)) and bool(self)
        gives = gives and self.has_access("write")
        try:
            result = super().web_save(vals, specification, next_id=next_id)
            if "assignment_ids" in vals and self._kfz_give_unassigned() and not next_id:
                result = self.web_read(specification)
            return result
        except AccessError:
            if not gives or self.has_access("read"):
                raise
            raise UserError(
                self.env._(
                    "This page cannot give the project to a colleague, because you would not see it any more. Hand it over with the button “Assign”, in the role of account manager."
                )
            ) from None

    def _kfz_give_unassigned(self):
        """Projects without a user go to that of the account manager on their page's list of officials.

        :return: those that were given
        """
        wanting = self.filtered(lambda lead: lead.is_promotion and not lead.user_id)
        holders = wanting.account_manager_id._kfz_holders()
        given = wanting.filtered(lambda lead: holders.get(lead.account_manager_id.id))
        for lead in given:
            lead._kfz_give_to(holders[lead.account_manager_id.id])
        return given

    def _kfz_hand_over(self, role, official):
        """End the current assignments of a role and start one for the official, in one step; past assignments stay.

        Task forces have several members: whoever is given joins them, and nobody's assignment ends. With the role of account manager the projects go to the official's user (``kfz.official._kfz_holders``).

        :param str role: a role of ``kfz.assignment``
        :param official: the ``kfz.official`` who takes over; of members, any number
        """
        if role == "task_force_member":
            return self._kfz_add_members(official)
        today, before = calendar.today(), {lead: lead.account_manager_id for lead in self}
        current = self.assignment_ids.filtered(lambda a: a.role == role and a._kfz_is_unended())
        current.action_end()
        assignments = self.env["kfz.assignment"].create(
            [
                {"lead_id": lead.id, "official_id": official.id, "role": role, "date_from": today}
                for lead in self
            ]
        )
        if role == "account_manager":
            # last, since the user may not work on a colleague's project
            self._kfz_give_to_manager(official, before)
        return assignments

    def _kfz_give_to_manager(self, official, before):
        """Projects go to the user of their new account manager; of one without a user, they leave that of the one before.

        :param before: {project: its account manager before, as ``kfz.official``}
        """
        officials = official.union(*before.values())
        holders = officials._kfz_holders()
        user = holders.get(official.id, self.env["res.users"])
        given = self.filtered(lambda lead: user or lead.user_id == holders.get(before[lead].id))
        given.filtered(lambda lead: lead.user_id != user)._kfz_give_to(user)

    def _message_auto_subscribe_notify(self, partner_ids, template):
        """As in core, also of projects that whoever gives them to a colleague may not see any more."""
        gone = self - self._filtered_access("read")
        # sudo: the user has just written the new user on them, which was checked before
        super(CrmLead, gone.sudo())._message_auto_subscribe_notify(partner_ids, template)
        return super(CrmLead, self - gone)._message_auto_subscribe_notify(partner_ids, template)

    def _kfz_give_to(self, user):
        """Projects go to a user, also those that whoever hands them over may not see afterwards.

        :raises AccessError: when the projects are not the user's to change
        """
        self.check_access("write")
        # sudo: checked before; the new user is notified all the same, and core reads what follows from it to track it
        given = self.sudo()
        given.user_id = user
        given.flush_recordset()
