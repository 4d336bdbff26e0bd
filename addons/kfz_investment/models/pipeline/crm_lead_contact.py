from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: {field of the project: field of the contact person from which it is taken}
CONTACT_VALUES = {
    "contact_name": "name",
    "function": "function",
    "phone": "phone",
    "email_from": "email",
}


class CrmLead(models.Model):
    """The person with whom the zone talks about a project: chosen from the enterprise's contacts of the zone, or typed.

    Choosing copies name, function, phone and e-mail onto the project, where they can be changed; what is on the project is
    what a share at level “full” sends. Nothing goes back to the enterprise: a person's number is not its number.
    """

    _inherit = "crm.lead"

    contact_id = fields.Many2one(
        "res.partner",
        "Contact person",
        check_company=True,
        index="btree_not_null",
        domain="[('parent_id', '=', partner_id), ('is_enterprise', '=', False), ('company_id', '=', company_id)]",
        help="A contact person of the enterprise whom your zone has entered. Choosing one fills in the fields below; you can "
        "also type them.",
    )

    @api.constrains("contact_id", "partner_id")
    def _check_contact(self):
        for lead in self:
            if lead.contact_id and lead.contact_id.parent_id != lead.partner_id:
                raise ValidationError(
                    self.env._(
                        "“%(contact)s” is not a contact person of the enterprise of “%(project)s”: choose one of its contacts, "
                        "or type the name.",
                        contact=lead.contact_id.name,
                        project=lead.name,
                    )
                )

    # not computes: those run again whenever the enterprise's own number changes, and would undo what was typed
    @api.onchange("contact_id")
    def _onchange_contact_id(self):
        if self.contact_id:
            self.update(self._kfz_contact_values(self.contact_id))

    @api.onchange("partner_id")
    def _onchange_contact_partner_id(self):
        before = self._origin.partner_id or self.contact_id.parent_id
        if before and before != self.partner_id:
            self.update({"contact_id": False, **dict.fromkeys(CONTACT_VALUES, False)})

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._kfz_with_contact(vals) for vals in vals_list])

    def write(self, vals):
        if vals.get("contact_id"):
            return super().write(self._kfz_with_contact(vals))
        if "partner_id" not in vals:
            return super().write(vals)
        moved = self.filtered(
            lambda lead: (
                lead.is_promotion and lead.partner_id and lead.partner_id.id != vals["partner_id"]
            )
        )
        if not moved:
            return super().write(vals)
        # a person of the enterprise before does not speak for the new one
        emptied = {"contact_id": False, **dict.fromkeys(CONTACT_VALUES, False), **vals}
        done = super(CrmLead, moved).write(emptied)
        return super(CrmLead, self - moved).write(vals) and done

    @api.model
    def _kfz_with_contact(self, vals):
        """Values with those of the chosen contact person; what is given beside stays as given."""
        if not vals.get("contact_id"):
            return vals
        # by a search: a hidden contact and a missing one get the same answer, from the check of links
        contact = self.env["res.partner"].search([("id", "=", vals["contact_id"])])
        if not contact:
            return vals
        return {**self._kfz_contact_values(contact), **vals}

    @api.model
    def _kfz_contact_values(self, contact):
        return {name: contact[source] for name, source in CONTACT_VALUES.items()}

    def _compute_phone(self):
        """The enterprise's number serves until the project has one."""
        super(
            CrmLead, self.filtered(lambda lead: not (lead.is_promotion and lead.phone))
        )._compute_phone()

    def _compute_email_from(self):
        super(
            CrmLead, self.filtered(lambda lead: not (lead.is_promotion and lead.email_from))
        )._compute_email_from()
