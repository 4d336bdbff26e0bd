from odoo import api, fields, models

from ...domain.follow_up import ENDED


class KfzFirstContactRequest(models.Model):
    """An accepted request becomes a joint promotion, beside the projects of both zones."""

    _inherit = "kfz.first.contact.request"

    joint_count = fields.Integer("Promoted together", compute="_compute_joint_count")

    @api.depends("state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_joint_count(self):
        counts = dict(
            self.env["kfz.joint.promotion"]._read_group(
                [("request_number", "in", self.ids)], ["request_number"], ["__count"]
            )
        )
        for request in self:
            request.joint_count = counts.get(request.id, 0)

    def action_joint(self):
        """Open the joint promotion that came of this request."""
        self.ensure_one()
        self.check_access("read")
        Promotion = self.env["kfz.joint.promotion"]
        return Promotion._kfz_show(Promotion.search([("request_number", "=", self.id)]))

    def action_accept(self, note=None):
        """Accept joint promotion: the requesting zone gets the contact desk, and both get a joint promotion."""
        result = super().action_accept(note)
        self._kfz_open_joint()
        return result

    def _kfz_open_joint(self):
        """The joint promotion of an accepted request. The desks that the zones sent each other are released with it."""
        self.ensure_one()
        # sudo: each zone's own project is found for its side, which that zone alone reads
        request = self._kfz_as_system()
        sides = {
            request.holder_id: request._kfz_holder_side(),
            request.company_id: request._kfz_asking_side(),
        }
        return self.env["kfz.joint.promotion"]._kfz_open(
            {"title": request.name or request.uscc, "request_number": request.id},
            (request.holder_id, request.company_id),
            sides,
            request.answer_note,
        )

    def _kfz_holder_side(self):
        claim = self.env["kfz.first.contact"].search(
            [
                ("company_id", "=", self.holder_id.id),
                ("state", "=", "active"),
                "|",
                ("name_key", "=", self.name_key),
                ("uscc", "=", self.uscc or "-"),
            ],
            limit=1,
        )
        released = self.answer_desk and {
            "contact": self.answer_desk,
            "released_on": self.answered_on,
        }
        return {**(released or {}), "lead_id": self._kfz_lead_of(self.holder_id, claim.partner_id)}

    def _kfz_asking_side(self):
        check = self.env["kfz.first.contact.check"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("name", "=", self.name),
                ("partner_id", "!=", False),
            ],
            order="id desc",
            limit=1,
        )
        released = self.desk and {"contact": self.desk, "released_on": self.sent_on}
        return {**(released or {}), "lead_id": self._kfz_lead_of(self.company_id, check.partner_id)}

    def _kfz_lead_of(self, zone, partner):
        """The id of the zone's one project of an enterprise; none if there are several: its manager chooses."""
        leads = self.env["crm.lead"].search(
            [
                ("is_promotion", "=", True),
                ("company_id", "=", zone.id),
                ("partner_id", "=", partner.id or 0),
                ("condition", "not in", ENDED),
            ],
            limit=2,
        )
        return len(leads) == 1 and leads.id

    @api.model
    def _kfz_open_missing_joint(self):
        """Give requests that were accepted before there were joint promotions theirs; run by the migration.

        :return: how many were opened
        """
        there = self.env["kfz.joint.promotion"].search([("request_number", "!=", 0)])
        missing = self.search(
            [("state", "=", "accepted"), ("id", "not in", there.mapped("request_number"))]
        )
        for request in missing:
            request._kfz_open_joint()
        return len(missing)
