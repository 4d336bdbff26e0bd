from odoo import api, models


class KfzReportNamesMixin(models.AbstractModel):
    """A report whose figures are for every zone and whose names are only for some users: fields with ``groups`` are names."""

    _name = "kfz.report.names.mixin"
    _description = "Report with restricted names"

    @api.model
    def _has_field_access(self, field, operation):
        """The joint office reads figures of every zone, so its members read no names, whatever other roles they have."""
        if (
            field.groups
            and not self.env.su
            and self.env.user.has_group("kfz_investment.group_kfz_joint_office")
        ):
            return False
        return super()._has_field_access(field, operation)
