"""Core's labels, help texts and choices in the words of promotion, for whoever has a role in it.

A salesperson without a role keeps core's. Everything that shows a label asks ``ir.model.fields`` for it: pages, filters, groups,
measures, exports, imports, tracked changes and refusals.
"""

from odoo import api, models, tools

from .ir_ui_menu import MANAGERS

ROLES = (
    "officer", "lead_official", "task_force", "joint_office", "directory_keeper", "customs", "committee",
)  # fmt: skip

#: what core keeps for its own work on mails, telephones and activities: nobody looks for it, or takes it out as a column
PLUMBING = (
    "is_blacklisted", "phone_blacklisted", "phone_sanitized_blacklisted", "phone_sanitized", "phone_mobile_search",
    "email_normalized", "message_bounce", "message_ids", "message_follower_ids", "message_partner_ids", "message_needaction",
    "message_needaction_counter", "message_has_error", "message_has_error_counter", "message_is_follower", "has_message",
    "website_message_ids", "activity_exception_decoration", "activity_exception_icon", "activity_type_icon",
    "activity_calendar_event_id",
)  # fmt: skip


class ResUsers(models.Model):
    """Who reads the words of promotion."""

    _inherit = "res.users"

    @tools.ormcache("self.id")
    def _kfz_has_promotion_words(self):
        """Whether the user has a role in promotion; managers of sales and administrators read core's words."""
        if not self.id or any(map(self._has_group, MANAGERS)):
            return False
        return any(self._has_group(f"kfz_investment.group_kfz_{role}") for role in ROLES)


class Base(models.AbstractModel):
    """What a model says in the words of promotion; rooms fill it for core's models."""

    _inherit = "base"

    @api.model
    def _kfz_reads_promotion(self):
        """Whether the page is read in the words of promotion."""
        return self.env.user._kfz_has_promotion_words()

    @api.model
    def _kfz_core_labels(self):
        """{field: label}"""
        return {}

    @api.model
    def _kfz_core_helps(self):
        """{field: help}; a field with a label of ours shows none of core's."""
        return {}

    @api.model
    def _kfz_core_choices(self):
        """{field: {value: label}}"""
        return {}

    @api.model
    def _kfz_sales_fields(self):
        """Fields that say nothing of promotion: no filter, group, measure or column offers them."""
        return ()

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        result = super().fields_get(allfields, attributes)
        if (labels := self._kfz_core_labels()) and self._kfz_reads_promotion():
            for name in set(labels).intersection(result) - set(self._kfz_core_helps()):
                result[name].pop("help", None)
            for name in () if allfields else (*PLUMBING, *self._kfz_sales_fields()):
                result.pop(name, None)
        return result


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    def _kfz_is_promotion(self, model_name):
        return model_name in self.env and self.env[model_name]._kfz_reads_promotion()

    @api.model
    @tools.ormcache("model_name", "self.env.lang")
    def _kfz_words_of(self, model_name):
        """(labels, helps, choices) of a model, in the language of the context."""
        model = self.env[model_name]
        return model._kfz_core_labels(), model._kfz_core_helps(), model._kfz_core_choices()

    @api.model
    def get_field_string(self, model_name):
        result = super().get_field_string(model_name)
        if self._kfz_is_promotion(model_name) and (ours := self._kfz_words_of(model_name)[0]):
            return {**result, **ours}
        return result

    @api.model
    def get_field_help(self, model_name):
        result = super().get_field_help(model_name)
        if self._kfz_is_promotion(model_name) and (ours := self._kfz_words_of(model_name)[1]):
            return {**result, **ours}
        return result

    @api.model
    def get_field_selection(self, model_name, field_name):
        result = super().get_field_selection(model_name, field_name)
        if self._kfz_is_promotion(model_name):
            ours = self._kfz_words_of(model_name)[2].get(field_name)
            if ours:
                return [(value, ours.get(value, label)) for value, label in result]
        return result
