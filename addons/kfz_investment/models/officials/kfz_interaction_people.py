from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

RESULTS = [
    ("agreed", "Agreement reached"),
    ("progress", "Making progress"),
    ("open", "Left open"),
    ("declined", "Not interested"),
]


class KfzInteraction(models.Model):
    """Who met whom, what came of it, and how many visits a principal leader led (一把手招商)."""

    _inherit = "kfz.interaction"

    is_leader_led = fields.Boolean(
        "Led by a principal leader",
        compute="_compute_is_leader_led",
        store=True,
        precompute=True,
        readonly=False,
        help="Ticked when one of our participants has the rank of principal leader; you can change it. A rank that is given "
        "later changes no earlier visit.",
    )
    our_names = fields.Char(
        "Further participants of ours", help="Names of those who are not among the officials."
    )
    contact_ids = fields.Many2many(
        "res.partner",
        "kfz_interaction_contact_rel",
        "interaction_id",
        "partner_id",
        "Their contacts",
        check_company=True,
        domain="[('parent_id', '=', partner_id), ('is_enterprise', '=', False)]",
        help="Contacts of the enterprise who took part.",
    )
    counterparts = fields.Char(
        "Other people of theirs",
        help="Names and positions of people on the other side who are not among the contacts.",
    )
    result = fields.Selection(RESULTS)
    visit_count = fields.Integer(
        "Number of visits and meetings", compute="_compute_leader_led", help="Each counts once."
    )
    leader_led_count = fields.Integer(
        "Led by principal leaders",
        compute="_compute_leader_led",
        help="Visits and meetings that a principal leader led.",
    )
    leader_led_share = fields.Float(
        "Share led by principal leaders",
        compute="_compute_leader_led",
        aggregator="avg",
        help="Visits and meetings led by a principal leader ÷ all visits and meetings.",
    )

    # not on the ranks: what was led by nobody when it took place does not change with a later promotion
    @api.depends("official_ids")
    def _compute_is_leader_led(self):
        for visit in self:
            # as recorded: what a page shows of them may be of before
            visit.is_leader_led = "principal" in visit.official_ids._origin.mapped("rank")

    @api.depends("is_leader_led")
    def _compute_leader_led(self):
        for visit in self:
            visit.visit_count = 1
            visit.leader_led_count = visit.leader_led_share = int(visit.is_leader_led)

    @api.onchange("partner_id")
    def _onchange_contacts(self):
        """Contacts of another enterprise were not there."""
        self.contact_ids = self.contact_ids.filtered(
            lambda contact: contact._origin.parent_id == self.partner_id._origin
        )

    @api.constrains("contact_ids", "partner_id")
    def _check_contacts(self):
        for visit in self:
            others = visit.contact_ids.filtered(
                lambda contact, visit=visit: contact.parent_id != visit.partner_id
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "%(name)s is not a contact of %(enterprise)s. Remove the name, or write it into “Other people of theirs”.",
                        name=others[0].name,
                        enterprise=visit.partner_id.name,
                    )
                )

    @api.model
    def _read_group_select(self, aggregate_spec, query):
        """What leaders led is counted where the visits are; the share is sum ÷ sum."""
        name = aggregate_spec.partition(":")[0]
        if name not in ("visit_count", "leader_led_count", "leader_led_share"):
            return super()._read_group_select(aggregate_spec, query)
        if name == "visit_count":
            return SQL("COUNT(*)")
        led = self._field_to_sql(self._table, "is_leader_led", query)
        count = SQL("COUNT(*) FILTER (WHERE %s)", led)
        if name == "leader_led_count":
            return count
        return SQL("%s::float / NULLIF(COUNT(*), 0)", count)
