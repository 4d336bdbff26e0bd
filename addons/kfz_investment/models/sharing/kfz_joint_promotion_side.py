from odoo import fields, models
from odoo.exceptions import UserError

from ...domain import calendar

ACTS = [
    ("accepted", "Accepted joint promotion"),
    ("started", "Started"),
    ("released", "Released its contact"),
    ("step", "Set the next step"),
    ("ended", "Ended"),
]


class KfzJointPromotionEntry(models.Model):
    """The course of a joint promotion: which zone did what on which day (Shanghai). Kept, and read by its zones."""

    _name = "kfz.joint.promotion.entry"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Course of a joint promotion"
    _order = "id desc"
    _rec_name = "act"

    promotion_id = fields.Many2one(
        "kfz.joint.promotion", required=True, readonly=True, index=True, ondelete="restrict"
    )
    zone_id = fields.Many2one("res.company", "Zone", required=True, readonly=True)
    date = fields.Date(required=True, readonly=True, default=lambda self: calendar.today())
    act = fields.Selection(ACTS, required=True, readonly=True)
    note = fields.Char("Message", readonly=True)


class KfzJointPromotionSide(models.Model):
    """What one zone keeps of a joint promotion for itself: which of its projects it is, and its contact.

    The other zone reads the contact on the promotion when all zones have released theirs, and nothing else of this.
    """

    _name = "kfz.joint.promotion.side"
    _inherit = ["kfz.zone.mixin"]
    _description = "Our side of a joint promotion"
    _rec_name = "company_id"
    _order = "id"
    _check_company_auto = True

    promotion_id = fields.Many2one(
        "kfz.joint.promotion", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, readonly=True, index=True)
    lead_id = fields.Many2one(
        "crm.lead",
        "Our project",
        readonly=True,
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
    )
    contact = fields.Char("Our contact", readonly=True)
    released_on = fields.Date("Released on", readonly=True)

    _once = models.UniqueIndex(
        "(promotion_id, company_id)", "A zone has one side of a joint promotion."
    )


class KfzJointPromotion(models.Model):
    """What a zone does on its own side."""

    _inherit = "kfz.joint.promotion"

    def action_release(self, contact):
        """Release the contact of the user's zone; the zones see each other's when all have released theirs.

        :param str contact: office and telephone number, in one line
        :raises AccessError: when the user is not a manager of a zone that takes part
        :raises UserError: when it has ended, or the contact is missing
        """
        zone = self._kfz_check_act("proposed", "active")
        contact = self._kfz_entered_line(contact)
        if not contact:
            raise UserError(self.env._("Enter the office and telephone number to release."))
        self._kfz_release(zone, contact)
        return True

    def action_link(self, lead_id):
        """Note for the user's zone alone which of its projects this is; none, to take it off.

        :param int lead_id: id of a project of the zone
        :raises AccessError: when the user is not a manager of a zone that takes part
        :raises UserError: when it is no project of the zone, or none that the user can read
        """
        zone = self._kfz_check_act("proposed", "active", "ended")
        lead = self.env["crm.lead"].search(
            [
                ("id", "=", lead_id if isinstance(lead_id, int) else 0),
                ("is_promotion", "=", True),
                ("company_id", "=", zone.id),
            ]
        )
        if lead_id and not lead:
            raise UserError(self.env._("Choose a project of your zone."))
        # sudo: sides are written by the system only; the user has just been checked
        self._kfz_side(zone)._kfz_as_system().lead_id = lead.id
        return True

    def _kfz_add_sides(self, zones, sides):
        """Give each zone its side; run by the system."""
        own = [
            {**sides.get(zone, {}), "promotion_id": self.id, "company_id": zone.id}
            for zone in zones
        ]
        self.env["kfz.joint.promotion.side"].create(own)

    def _kfz_side(self, zone):
        # not by “side_ids”: what the system reads there would stay in the cache for the user
        return self.env["kfz.joint.promotion.side"].search(
            [("promotion_id", "=", self.id), ("company_id", "=", zone.id)]
        )

    def _kfz_release(self, zone, contact):
        # sudo: sides are written by the system only, and all of them decide what shows; the caller has checked who acts
        promotion = self._kfz_as_system()
        promotion._kfz_side(zone).write({"contact": contact, "released_on": calendar.today()})
        self._kfz_change(zone, "released", {"contacts": promotion._kfz_shown_contacts()})

    def _kfz_shown_contacts(self):
        """The contacts in lines, once all zones have released theirs; run by the system, which reads all sides."""
        sides = self.env["kfz.joint.promotion.side"].search([("promotion_id", "=", self.id)])
        if not all(sides.mapped("released_on")):
            return False
        return "\n".join(f"{side.company_id.name}: {side.contact}" for side in sides)


class ResCompany(models.Model):
    _inherit = "res.company"

    def _kfz_contact_desk(self):
        """Hook: office and telephone number that a zone shows to other zones, if it has entered any."""
        self.ensure_one()
        return False
