from markupsafe import Markup
from odoo import api, fields, models
from odoo.fields import Domain

OFFICERS = "kfz_investment.group_kfz_officer"
OPEN = ("ongoing", "delayed", "dormant")
#: what the notice says of a project, and what decides who reads it
NAMED = ("company_id", "partner_id", "user_id", "stage_id", "project_code", "name")


class CrmLead(models.Model):
    """Several open projects of one enterprise in a zone: said on the page and found by a filter, never refused.

    An officer is told of a colleague's project that there is one and whose it is, as by an import, and nothing else of it.
    """

    _inherit = "crm.lead"

    same_enterprise_notice = fields.Html(
        "Other projects of the enterprise",
        compute="_compute_same_enterprise_notice",
        groups=OFFICERS,
        sanitize=False,
        help="Open projects that the zone already has of this enterprise.",
    )
    has_same_enterprise = fields.Boolean(
        "Enterprise has several open projects",
        compute="_compute_same_enterprise_notice",
        search="_search_has_same_enterprise",
        groups=OFFICERS,
    )

    @api.depends("partner_id", "company_id", "is_promotion")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_same_enterprise_notice(self):
        found = self._kfz_open_by_enterprise()
        for lead in self:
            key = (lead.company_id._origin, lead.partner_id._origin)
            others = found.get(key, self.browse()) if lead.is_promotion else self.browse()
            others -= lead._origin
            lead.has_same_enterprise = bool(others) and lead.condition in OPEN
            # an empty recordset is no text
            lead.same_enterprise_notice = others._kfz_named_to_user() if others else False

    def _kfz_open_by_enterprise(self):
        """{(zone, enterprise): open projects} of the user's zones, for the enterprises of these projects."""
        domain = self._kfz_open_domain() & Domain("partner_id", "in", self.partner_id._origin.ids)
        # sudo: whether the user's own zone works with the enterprise already, also through a colleague
        found = self.sudo().search_fetch(domain, NAMED, order="create_date, id")
        return found.grouped(lambda lead: (lead.company_id, lead.partner_id))

    def _kfz_open_domain(self):
        """Open projects of the zones in which the user works."""
        return (
            Domain("is_promotion", "=", True)
            & Domain("company_id", "in", self.env.companies.ids)
            & Domain("condition", "in", OPEN)
        )

    def _kfz_named_to_user(self):
        """A list of the projects with their links; those that the user may not read by their account manager alone."""
        readable = self.sudo(False)._filtered_access("read")
        # with the other stages, which the gates on the same page ask for
        stages = self.env["crm.stage"]._kfz_pipeline()._prefetch_ids
        lines = [
            Markup('<a href="/odoo/kfz-projects/%s" target="_blank">%s</a> · %s')
            % (lead.id, lead._kfz_title(), lead.stage_id.with_prefetch(stages).name)
            for lead in readable
        ]
        hidden = self - readable
        lines += [
            self.env._("A project of your colleague %(name)s", name=user.name)
            for user in hidden.user_id
        ]
        return Markup("<ul class='mb-0'>%s</ul>") % Markup().join(
            Markup("<li>%s</li>") % line for line in lines
        )

    def _kfz_title(self):
        return " ".join(filter(None, (self.project_code, self.name)))

    def _search_has_same_enterprise(self, operator, value):
        if operator != "in":
            return NotImplemented
        # core asks for the right to a field only where it reads a column
        self._check_field_access(self._fields["has_same_enterprise"], "read")
        several = self._kfz_several_domain()
        return several if True in value else ~several

    def _kfz_several_domain(self):
        """Open projects of enterprises that have more than one of them in the same zone."""
        opened = self._kfz_open_domain() & Domain("partner_id", "!=", False)
        # sudo: as for the notice; what is found is limited by the rules of the search itself
        groups = self.sudo()._read_group(
            opened, ["company_id"], ["partner_id:array_agg"], having=[("__count", ">", 1)]
        )
        return opened & Domain.OR(
            Domain("company_id", "=", zone.id) & Domain("partner_id", "in", _repeated(partners))
            for zone, partners in groups
        )


def _repeated(ids):
    """The ids that occur more than once."""
    seen, twice = set(), set()
    for ident in ids:
        (twice if ident in seen else seen).add(ident)
    return list(twice)
