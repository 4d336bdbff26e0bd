from odoo import api, models
from odoo.exceptions import AccessError, RedirectWarning, UserError, ValidationError
from odoo.tools import html2plaintext, is_html_empty

from ..guards.quiet import Quiet

#: What only a zone knows about an enterprise: never on an enterprise of the common directory.
PRIVATE_FIELDS = ("phone", "email", "comment", "user_id", "category_id")


class ResPartner(models.Model):
    """Common or own (design §3): the common directory holds identity only; contacts and notes belong to a zone.

    A contact of an enterprise always carries the zone that entered it, so the stock company rule keeps it private.
    """

    _inherit = "res.partner"

    @api.constrains("company_id", "is_enterprise", *PRIVATE_FIELDS)
    def _check_kfz_common_identity_only(self):
        for partner in self:
            if partner._kfz_is_common() and partner._kfz_private_field_names():
                raise ValidationError(partner._kfz_identity_only_message())

    def _kfz_identity_only_message(self):
        return self.env._(
            "%(name)s is in the common directory, which holds no contact data, notes, tags or salesperson. "
            "Add a contact or note for your zone instead.",
            name=self.name or "",
        )

    @api.constrains("company_id", "parent_id", "is_enterprise")
    def _check_kfz_contact_zone(self):
        for partner in self:
            if partner._kfz_is_contact() and not partner.company_id:
                raise ValidationError(
                    self.env._(
                        "The contact %(contact)s of %(enterprise)s needs a zone: contacts are private to it.",
                        contact=partner.name or "",
                        enterprise=partner.parent_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Contacts of an enterprise get its zone, or the user's when it is a common one; any other person entered in a
        zone, by hand or by an e-mail address in a message, belongs to that zone."""
        parents = self.browse({vals["parent_id"] for vals in vals_list if vals.get("parent_id")})
        zones = {
            parent.id: (parent.company_id or self.env.company).id
            for parent in parents
            if parent.is_enterprise
        }
        return super().create(
            self._kfz_zone_of_persons(
                [
                    {**vals, "company_id": zones[vals["parent_id"]]}
                    if vals.get("parent_id") in zones
                    and not vals.get("is_enterprise")
                    and not vals.get("company_id")
                    else vals
                    for vals in vals_list
                ]
            )
        )

    def write(self, vals):
        """Leaving a zone for the common directory takes contact data and history out first; there is no way back."""
        if vals.get("company_id"):
            self._kfz_check_stays_common()
        if "company_id" not in vals or vals["company_id"]:
            return super().write(vals)
        contacts = self.filtered(lambda rec: rec._kfz_is_contact())
        others = self - contacts
        others._kfz_check_may_publish()
        others._kfz_keep_private()
        if not contacts:
            return super().write(vals)
        # core empties the zone of all contacts with their parent's: a contact of an enterprise keeps it
        kept = {name: value for name, value in vals.items() if name != "company_id"}
        done = super(ResPartner, contacts).write(kept) if kept else True
        return (super(ResPartner, others).write(vals) if others else True) and done

    def _kfz_check_may_publish(self):
        """:raises AccessError: for users without a role in the promotion, whose enterprises may be another's work"""
        leaving = self.filtered(lambda rec: rec.is_enterprise and rec.company_id)
        user = self.env.user
        if (
            leaving
            and not self.env.su
            and not any(
                map(user.has_group, ("kfz_investment.group_kfz_officer", "base.group_system"))
            )
        ):
            raise AccessError(
                self.env._(
                    "Only promotion officers and managers publish enterprises to the common directory."
                )
            )

    @api.model
    def _kfz_zone_of_persons(self, vals_list):
        if (
            self.env.user._is_superuser()
            or not self.env["res.company"]._kfz_is_zone_user()
            or self.env.user.has_group("base.group_erp_manager")
        ):
            # administrators of users and companies create their partners, which all users see
            return vals_list
        zone = (self.env.company | self.env.companies).filtered("zone_code")[:1]
        return [
            vals
            if vals.get("company_id") or self._kfz_vals_enterprise(vals)
            else {**vals, "company_id": self.browse(vals.get("parent_id")).company_id.id or zone.id}
            for vals in vals_list
        ]

    @api.onchange("parent_id", "company_id")
    def _onchange_company_id(self):
        result = super()._onchange_company_id()
        if self._kfz_is_contact() and not self.company_id:
            self.company_id = self.env.company
        return result

    def message_post(self, **kwargs):
        """A message on a common enterprise would be read by every zone.

        :raises UserError: says where to write instead
        """
        user = self.env.user
        # by the user, not by the rights: the web client posts as superuser on the user's behalf
        if user._is_internal() and not user._is_superuser():
            self._kfz_check_takes_messages()
        return super().message_post(**kwargs)

    def action_publish_enterprise(self):
        """Move own enterprises to the common directory of all zones.

        Identity is then readable by all zones; phone, e-mail, notes and messages stay with the zone in a private contact
        and private notes. Refused when the common directory already holds the code.
        """
        for enterprise in self:
            if not enterprise.is_enterprise or not enterprise.company_id:
                raise UserError(
                    self.env._(
                        "%(name)s is not an enterprise of your own zone.", name=enterprise.name
                    )
                )
            enterprise._kfz_check_not_common_yet()
        self.write({"company_id": False})
        return True

    def _kfz_check_not_common_yet(self):
        common = self.vat and self.with_context(active_test=False).search(
            [("is_enterprise", "=", True), ("company_id", "=", False), ("vat", "=", self.vat)],
            limit=1,
        )
        if common:
            raise RedirectWarning(
                self.env._(
                    "The common directory already has the code %(code)s: %(name)s. Use that enterprise in your projects; "
                    "nothing was changed.",
                    code=self.vat,
                    name=common.name,
                ),
                {
                    **self.env["ir.actions.act_window"]._for_xml_id(
                        "kfz_investment.kfz_enterprise_action"
                    ),
                    "res_id": common.id,
                    "views": [(False, "form")],
                },
                self.env._("Open the common enterprise"),
            )

    def _kfz_is_contact(self):
        """Whether this is a contact (person or address) of an enterprise."""
        return bool(self.parent_id) and not self.is_enterprise and self.parent_id.is_enterprise

    def _kfz_private_field_names(self):
        return [
            name
            for name in PRIVATE_FIELDS
            if (not is_html_empty(self[name]) if name == "comment" else self[name])
        ]

    def _kfz_check_stays_common(self):
        """Refuse to take an enterprise that all zones use away from them."""
        taken = self.filtered(lambda rec: rec._kfz_is_common())
        if taken and not self.env.su:
            raise UserError(
                self.env._(
                    "%(name)s is in the common directory that all zones use and cannot become one zone's own.",
                    name=taken[0].name,
                )
            )

    def _kfz_keep_private(self):
        """Move what only the zone knows about its own enterprises into private contacts and notes."""
        for enterprise in self.filtered(lambda rec: rec.is_enterprise and rec.company_id):
            enterprise._kfz_move_private_fields()

    def _kfz_move_private_fields(self):
        self.ensure_one()
        names = self._kfz_private_field_names()
        if "comment" in names:
            self.env["kfz.enterprise.note"].create(
                {
                    "partner_id": self.id,
                    "company_id": self.company_id.id,
                    "body": html2plaintext(self.comment),
                }
            )
        values = {name: self[name] for name in names if name != "comment"}
        contact = self.create(
            {
                "name": self.env._("Contact point"),
                "parent_id": self.id,
                "type": "contact",
                "company_id": self.company_id.id,
                **self._convert_to_write(values),
            }
        )
        self._kfz_move_history(contact)
        # the old values must not be logged on what all zones will read
        silent = self.with_context(tracking_disable=True, kfz_quiet=Quiet())
        silent.write(dict.fromkeys(names, False))
        return contact

    def _kfz_move_history(self, contact):
        """Move messages, activities and files, which tell what the zone did, to its private contact; drop followers."""
        # sudo: the writer of the enterprise was checked by write(); messages and files of colleagues must move too
        origin = self.sudo()
        origin.env["mail.message"].search(
            [
                ("model", "=", "res.partner"),
                ("res_id", "=", origin.id),
            ]
        ).write({"res_id": contact.id})
        origin.env["mail.activity"].with_context(active_test=False).search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "=", origin.id),
            ]
        ).write({"res_id": contact.id})
        origin.env["ir.attachment"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "=", origin.id),
                ("res_field", "=", False),
            ]
        ).write({"res_id": contact.id})
        origin.message_follower_ids.unlink()
