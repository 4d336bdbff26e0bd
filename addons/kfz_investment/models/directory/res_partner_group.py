from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResPartner(models.Model):
    """The group (所属集团) of an enterprise: its parent in the directory, itself an enterprise.

    The group of a common enterprise is identity: common as well, and changed by proposal. A zone's own enterprise belongs to
    a common group or to one of its own zone, which no other zone sees: members are read by the rules of enterprises.
    """

    _inherit = "res.partner"

    group_id = fields.Many2one(
        "res.partner",
        "Group",
        index="btree_not_null",
        # not “restrict”: a refusal would tell that another zone has a member
        ondelete="set null",
        copy=False,
        domain="[('is_enterprise', '=', True), ('company_id', 'in', [company_id, False]), ('id', '!=', id)]",
        help="The enterprise that heads the group: of the common directory, or of your own zone. Members of a group are "
        "affiliates: none of them gets an award for referring another.",
    )
    group_member_ids = fields.One2many("res.partner", "group_id", "Members of the group")
    group_member_count = fields.Integer(
        "Number of members", compute="_compute_group_member_count", compute_sudo=False
    )

    @api.depends("group_member_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_group_member_count(self):
        counts = dict(self._read_group([("group_id", "in", self.ids)], ["group_id"], ["__count"]))
        for partner in self:
            partner.group_member_count = counts.get(partner._origin, 0)

    @api.constrains("group_id", "company_id", "is_enterprise")
    def _check_kfz_group(self):
        members = self.with_context(active_test=False).group_member_ids
        for partner in self.filtered("group_id") | members:
            partner._kfz_check_group_place()
        if self.group_id and self._has_cycle("group_id"):
            partner = next(each for each in self if each._has_cycle("group_id"))
            raise ValidationError(
                self.env._(
                    "“%(group)s” belongs to the group of “%(name)s” itself, so it cannot head it. Choose another group.",
                    name=partner.name,
                    group=partner.group_id.name,
                )
            )

    def _kfz_check_group_place(self):
        """:raises ValidationError: unless both are enterprises, and all who see the member see its group"""
        group = self.group_id
        for partner in self | group:
            if not partner.is_enterprise:
                raise ValidationError(
                    self.env._(
                        "Only enterprises of the directory belong to a group or head one: “%(name)s” is none.",
                        name=partner.name or "",
                    )
                )
        if group.company_id and group.company_id != self.company_id:
            raise ValidationError(self._kfz_group_zone_message())

    def _kfz_group_zone_message(self):
        """That a group is not visible to all who see the member. Its name is left out: another zone's is not told."""
        if self.company_id:
            return self.env._(
                "“%(name)s” can only belong to a group of the common directory or of its own zone. Choose one of these.",
                name=self.name,
            )
        return self.env._(
            "“%(name)s” is in the common directory, so its group must be there, too. Publish the group first, or take the "
            "enterprise out of it.",
            name=self.name,
        )

    def _kfz_affiliation(self):
        """These partners with everything above them, by group and by parent, at any distance.

        Two partners are affiliates when these sets share a record: sisters have their group in common. For comparing, not
        for showing: call it as system.
        """
        found, new = self, self
        while new:
            new = (new.group_id | new.parent_id) - found
            found |= new
        return found

    def _kfz_group_members(self):
        """These partners and the members of their groups that the user reads, at any distance below. For comparing: call it as system."""
        found, new = self, self.filtered("is_enterprise")
        while new:
            new = self.with_context(active_test=False).search([("group_id", "in", new.ids)]) - found
            found |= new
        return found

    def action_kfz_open_members(self):
        """The members of this enterprise's group that the user sees, at any distance below."""
        self.ensure_one()
        self.check_access("read")
        members = self._kfz_group_members() - self
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kfz_investment.kfz_enterprise_action"
        )
        return {
            **action,
            "name": self.env._("Group: %(name)s", name=self.name),
            "domain": [("id", "in", members.ids)],
            "context": {
                "default_is_enterprise": True,
                "default_group_id": self.id,
                "search_default_group_group": 1,
            },
        }
