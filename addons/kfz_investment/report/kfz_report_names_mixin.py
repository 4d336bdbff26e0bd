from odoo import api, models


class KfzReportNamesMixin(models.AbstractModel):
    """A report whose figures every zone reads and whose names only some do: fields with ``groups`` are names."""

    _name = "kfz.report.names.mixin"
    _description = "Report whose names not everybody reads"

    @api.model
    def _has_field_access(self, field, operation):
        """The joint office reads figures of every zone, so whoever belongs to it reads no names, whatever else they are."""
        if (
            field.groups
            and not self.env.su
            and self.env.user.has_group("kfz_investment.group_kfz_joint_office")
        ):
            return False
        return super()._has_field_access(field, operation)
