from odoo import api, fields, models
from odoo.exceptions import UserError

from .kfz_joint_promotion import OFFICERS

OWN_PROJECT_HELP = "Code and name of your zone's own project. Other zones do not see it."


class KfzJointPromotion(models.Model):
    """Joint promotion of a shared project: born of an answer, ended when the sheet is taken from the other zone."""

    _inherit = "kfz.joint.promotion"

    own_project = fields.Char(
        "Our project", compute="_compute_own_project", groups=OFFICERS, help=OWN_PROJECT_HELP
    )

    @api.depends("sheet_uid")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_own_project(self):
        """Found with the reader's own rights, which end at its own side."""
        sides = self.env["kfz.joint.promotion.side"].search(
            [("promotion_id", "in", self._origin.ids), ("lead_id", "!=", False)]
        )
        words = sides.lead_id._kfz_own_words()
        own = {side.promotion_id.id: words.get(side.lead_id) for side in sides}
        for promotion in self:
            promotion.own_project = own.get(promotion._origin.id)

    @api.model
    def _kfz_open_for_answer(self, response, note):
        """Open it for an accepted answer; the caller has checked the user."""
        sheet, zones = response.sheet_id, (response.zone_id, response.company_id)
        # the share is read with the user's rights: it belongs to the user's zone
        share = self.env["kfz.share"].search(
            [("sheet_uid", "=", sheet.uid), ("state", "=", "published")], limit=1
        )
        live = self.search([("sheet_uid", "=", sheet.uid), ("state", "!=", "ended")])
        if live.filtered(lambda promotion: response.company_id in promotion.zone_ids):
            raise UserError(
                self.env._(
                    "You already promote this project together with %(zone)s: see “Joint projects”.",
                    zone=response.company_id.display_name,
                )
            )
        values = {"title": sheet._kfz_joint_title(), "sheet_uid": sheet.uid}
        return self._kfz_open(values, zones, {zones[0]: {"lead_id": share.lead_id.id}}, note)

    @api.model
    def _kfz_show(self, promotions):
        """The one joint promotion of a page, or the list of several."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kfz_investment.kfz_joint_promotion_action"
        )
        action["context"] = {}
        if len(promotions) == 1:
            return {**action, "views": [(False, "form")], "res_id": promotions.id}
        return {**action, "domain": [("id", "in", promotions.ids)]}


class KfzSharedProject(models.Model):
    _inherit = "kfz.shared.project"

    own_project = fields.Char(
        "Our project", compute="_compute_own_project", groups=OFFICERS, help=OWN_PROJECT_HELP
    )

    joint_count = fields.Integer(
        "Promoted together", compute="_compute_joint_count", groups=OFFICERS
    )

    @api.depends("uid")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_joint_count(self):
        """Counted with the reader's own rights: other recipients of the sheet count none."""
        counts = dict(
            self.env["kfz.joint.promotion"]._read_group(
                [("sheet_uid", "in", self.mapped("uid"))], ["sheet_uid"], ["__count"]
            )
        )
        for sheet in self:
            sheet.joint_count = counts.get(sheet.uid, 0)

    @api.depends("uid")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_own_project(self):
        """The sheet knows nothing of the project; the zone that shares reads it from its own share."""
        own = self._kfz_own_projects()
        words = self.env["crm.lead"].union(*own.values())._kfz_own_words()
        for sheet in self:
            sheet.own_project = words.get(own.get(sheet.uid))

    def _kfz_own_projects(self):
        """{uid: project} of the sheets whose share the user may read."""
        shares = self.env["kfz.share"].search([("sheet_uid", "in", self.mapped("uid"))])
        return {share.sheet_uid: share.lead_id for share in shares}

    def action_own_project(self):
        """The page of the project that the user's zone shares by this sheet.

        :raises UserError: when the user's zone has no project behind it
        """
        self.ensure_one()
        lead = self._kfz_own_projects().get(self.uid)
        if not lead:
            raise UserError(self.env._("This sheet was shared by another zone."))
        return {
            "type": "ir.actions.act_window",
            "name": lead.display_name,
            "res_model": "crm.lead",
            "res_id": lead.id,
            "views": [(self.env.ref("kfz_investment.crm_lead_view_form_kfz").id, "form")],
        }

    def action_joint(self):
        """Open the joint promotion of this sheet."""
        self.ensure_one()
        self.check_access("read")
        Promotion = self.env["kfz.joint.promotion"]
        return Promotion._kfz_show(Promotion.search([("sheet_uid", "=", self.uid)]))

    def _kfz_joint_title(self):
        """The name of the sheet, in the language of its values, whoever causes it."""
        return self.with_context(lang=self._kfz_lang()).display_name

    def _kfz_revise(self, payload):
        """The title follows the sheet, until the zones no longer share it: a lower level takes the name off it, too."""
        before = self._kfz_joint_title()
        super()._kfz_revise(payload)
        title = self._kfz_joint_title()
        if title == before:
            return
        # sudo: the title is a value of the sheet, which the system keeps up to date
        titled = self.env["kfz.joint.promotion"]._kfz_as_system()
        for promotion in titled.search([("sheet_uid", "=", self.uid), ("title", "!=", False)]):
            promotion.write({"title": title, "revision": promotion.revision + 1})

    def _kfz_forget(self, zones):
        """What a zone can no longer see, it no longer promotes: the entry ends and keeps no word of the sheet.

        What stays was written or released on the entry itself: next step, contacts, course.
        """
        result = super()._kfz_forget(zones)
        titled = self.env["kfz.joint.promotion"].with_context(lang=self._kfz_lang())
        # sudo: entries end with the sheet, whoever withdraws it
        titled = titled._kfz_as_system()
        titled = titled.search([("sheet_uid", "in", self.mapped("uid")), ("title", "!=", False)])
        for promotion in titled.filtered(lambda promotion: promotion.zone_ids & zones):
            if promotion.state == "ended":
                promotion.title = False
                continue
            reason = promotion.env._("The project is no longer shared with the other zone.")
            promotion._kfz_end(self.zone_id, reason, title=False)
        return result


class CrmLead(models.Model):
    _inherit = "crm.lead"

    joint_side_ids = fields.One2many(
        "kfz.joint.promotion.side", "lead_id", "Joint promotions", readonly=True, groups=OFFICERS
    )
    joint_count = fields.Integer(
        "Promoted together", compute="_compute_joint_count", groups=OFFICERS
    )

    @api.depends("joint_side_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_joint_count(self):
        for lead in self:
            lead.joint_count = len(lead.joint_side_ids)

    def _kfz_own_words(self):
        """{project: its code and name} of those that the user may read; for their own zone."""
        readable = self._filtered_access("read")
        return {lead: f"{lead.project_code} {lead.name}" for lead in readable}

    def action_joint(self):
        """Open the joint promotion of this project."""
        self.ensure_one()
        self.check_access("read")
        return self.env["kfz.joint.promotion"]._kfz_show(self.joint_side_ids.promotion_id)

    def _merge_dependences(self, opportunities):
        """What the merged projects were promoted in leads to the project that stays."""
        # sudo: sides are written by the system only; core has checked who merges these projects of one zone
        sides = self.env["kfz.joint.promotion.side"]._kfz_as_system()
        sides.search([("lead_id", "in", opportunities.ids)]).lead_id = self.id
        return super()._merge_dependences(opportunities)
