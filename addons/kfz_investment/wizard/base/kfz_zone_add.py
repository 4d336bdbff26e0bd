import re

from odoo import fields, models
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tools import escape_psql

from ...domain import people

CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")


class KfzZoneAdd(models.TransientModel):
    """Another zone: a company with a code, and all that belongs to a zone."""

    _name = "kfz.zone.add"
    _description = "Add a zone"

    name = fields.Char("Full name", required=True)
    short_name = fields.Char("Short name", help="What pages call the zone.")
    code = fields.Char(
        "Zone code",
        required=True,
        help="2 to 10 capital letters and digits; used in project codes, and never changed.",
    )

    def action_add(self):
        """Make the zone; the administrator works in it from now on.

        :raises AccessError: for who is not an administrator
        :raises UserError: for a code or a name that is none, or is taken
        :raises RedirectWarning: for that of a zone that is out of use; it leads there
        """
        self.ensure_one()
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(self.env._("Only administrators add zones."))
        # first the code: that of a zone out of use leads there, whatever the name
        code = self._free_code()
        self._check_names()
        self.env["res.company"].create(
            {
                "name": people.name_of(self.name),
                "zone_short_name": people.name_of(self.short_name) or False,
                "zone_code": code,
                "currency_id": self.env.ref("base.CNY").id,
                "country_id": self.env.ref("base.cn").id,
            }
        )
        return {"type": "ir.actions.client", "tag": "reload_context"}

    def _free_code(self):
        """The code that was entered.

        :raises UserError: for a code that is none, or is taken
        :raises RedirectWarning: for that of a zone that is out of use; it leads there
        """
        code = (self.code or "").strip().upper()
        if not CODE.fullmatch(code):
            raise UserError(
                self.env._(
                    "“%(code)s” cannot be a zone code. Use 2 to 10 capital letters and digits, beginning with a letter.",
                    code=code,
                )
            )
        # sudo: codes of zones are no secret; archived ones are taken, too
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        taken = companies.search([("zone_code", "=", code)], limit=1)
        if taken and not taken.active:
            raise RedirectWarning(
                self.env._(
                    "The code %(code)s belongs to %(zone)s, which is out of use. Take that zone into use again, or choose another code.",
                    code=code,
                    zone=taken.display_name,
                ),
                self.env["ir.actions.act_window"]._for_xml_id(
                    "kfz_investment.kfz_zone_company_action"
                ),
                self.env._("Zones out of use"),
                {"search_default_inactive": 1},
            )
        if taken:
            raise UserError(
                self.env._("Another zone has the code %(code)s. Choose another.", code=code)
            )
        return code

    def _check_names(self):
        """:raises UserError: for a blank or long name, or one that another company has"""
        name = people.name_of(self.name)
        if not name:
            raise UserError(self.env._("Enter the zone's full name: 1 to 100 characters."))
        # sudo: names of zones are no secret; archived ones are taken, too
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        if companies.search_count([("name", "=ilike", escape_psql(name))], limit=1):
            raise UserError(
                self.env._(
                    "Another zone or company has the name %(name)s. Choose another.", name=name
                )
            )
