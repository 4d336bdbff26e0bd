from odoo import fields, models

#: core models without a company whose rows carry names that people type; a row made in a zone stays in it
STAMPED = (
    "base_import.mapping",
    "calendar.alarm",
    "calendar.event",
    "crm.tag",
    "discuss.channel",
    "ir.embedded.actions",
    "ir.exports",
    "ir.filters",
    "mail.canned.response",
    "mail.template",
    "res.partner.category",
)


class KfzZoneStampMixin(models.AbstractModel):
    """Remembers the zone, or other company, in which a record of a core model was made; ``ir_rule.py`` shows it to its zone
    only. What modules and administrators make for all has none. Companies that are no zones share with each other as in
    stock Odoo."""

    _name = "kfz.zone.stamp.mixin"
    _description = "Made in a zone"

    kfz_zone_id = fields.Many2one(
        "res.company",
        "Made in zone",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self._kfz_stamp(),
    )

    def _kfz_stamp(self):
        """The company in which the user makes a record; none for what the server and administrators make outside zones."""
        company, user = self.env.company, self.env.user
        is_own = company.zone_code or not (
            user._is_superuser() or user._is_system() or not user._is_internal()
        )
        return company.id if is_own else False


class BaseImportMapping(models.Model):
    """Which heading stood for which field: headings are an office's own words."""

    _name = "base_import.mapping"
    _inherit = ["base_import.mapping", "kfz.zone.stamp.mixin"]


class CalendarAlarm(models.Model):
    """A reminder stays in its zone."""

    _name = "calendar.alarm"
    _inherit = ["calendar.alarm", "kfz.zone.stamp.mixin"]


class CrmTag(models.Model):
    """A tag stays in its zone. Two zones may use the same word without learning of each other."""

    _name = "crm.tag"
    _inherit = ["crm.tag", "kfz.zone.stamp.mixin"]

    _name_uniq = models.Constraint(
        "UNIQUE NULLS NOT DISTINCT (name, kfz_zone_id)", "Tag name already exists!"
    )


class DiscussChannel(models.Model):
    """A channel stays in its zone, even if it is open to all employees."""

    _name = "discuss.channel"
    _inherit = ["discuss.channel", "kfz.zone.stamp.mixin"]


class IrExports(models.Model):
    """A saved list of export columns stays in its zone."""

    _name = "ir.exports"
    _inherit = ["ir.exports", "kfz.zone.stamp.mixin"]


class IrFilters(models.Model):
    """A search saved for all users is saved for all users of the zone."""

    _name = "ir.filters"
    _inherit = ["ir.filters", "kfz.zone.stamp.mixin"]


class MailCannedResponse(models.Model):
    """A canned response that is shared with a group is shared with its members in the zone."""

    _name = "mail.canned.response"
    _inherit = ["mail.canned.response", "kfz.zone.stamp.mixin"]


class MailTemplate(models.Model):
    """A message template stays in its zone."""

    _name = "mail.template"
    _inherit = ["mail.template", "kfz.zone.stamp.mixin"]


class ResPartnerCategory(models.Model):
    """A contact tag stays in its zone."""

    _name = "res.partner.category"
    _inherit = ["res.partner.category", "kfz.zone.stamp.mixin"]
