from odoo import api, fields, models

from ...domain.digest import LEVELS, Item


class KfzDigest(models.Model):
    """Issues before the joint office that wait for its answer, for the joint office; sheets to be released, for the zone's managers."""

    _inherit = "kfz.digest"

    @api.model
    def _kfz_items(self, users, today, only=None):
        items = super()._kfz_items(users, today, only)
        joint = users & self.env.ref("kfz_investment.group_kfz_joint_office").all_user_ids
        managers = users & self.env.ref("kfz_investment.group_kfz_manager").all_user_ids
        if joint:
            sheets = self.env["kfz.issue.sheet"].search([("state", "=", "released")])
            items += self._kfz_waiting(joint, sheets, "answer")
        if managers:
            issues = self.env["kfz.issue"].search(
                [("sheet_id.state", "=", "draft"), ("is_closed", "=", False)]
            )
            items += self._kfz_waiting(managers, issues, "release")
        return items

    @api.model
    def _kfz_waiting(self, users, records, code):
        """Each record for each of the users; managers for those of their zones."""
        overdue, items = LEVELS.index("overdue"), []
        for record in records:
            is_sheet = record._name == "kfz.issue.sheet"
            zone = record.zone_id if is_sheet else record.company_id
            lead = None if is_sheet else record.lead_id.id or None
            about = ("sheet", record._name, record.id, code, zone.id, lead)
            item = Item(*about, record.date_due, overdue, "overdue", only_me=True)
            theirs = users.filtered(
                lambda user, zone=zone, all_zones=is_sheet: all_zones or zone in user.company_ids
            )
            items += [(user.id, item) for user in theirs]
        return items


class KfzDigestWordsMixin(models.AbstractModel):
    """The sentences of sheets."""

    _inherit = "kfz.digest.words.mixin"

    source = fields.Selection(
        selection_add=[("sheet", "Issue escalated")], ondelete={"sheet": "cascade"}
    )

    def _kfz_sentence(self, record, figures):
        if self.source != "sheet":
            return super()._kfz_sentence(record, figures)
        if self.code == "answer":
            return self.env._("Answer the zone's issue: %(title)s", title=record.title)
        return self.env._("Put before the joint office: %(name)s", name=record.name)
