from odoo import api, models, tools
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .documents_asked import asked_of
from .guarded import PEOPLE, is_guarded
from .kfz_zone_stamp_mixin import STAMPED
from .wizard_links import wizard_links

#: models that show what their record shows, and the field that leads to it
FOLLOWS = {
    "calendar.attendee": "event_id",
    "calendar.recurrence": "base_event_id",
    "discuss.channel.member": "channel_id",
    "ir.exports.line": "export_id",
}
#: core documents whose followers are hidden from users who cannot read them; ours all are
FOLLOWED = ("crm.lead", "res.partner", "calendar.event", "discuss.channel")
#: sales words that zones do not need: created in a zone, their unique names would be known to other zones
NOT_MADE_IN_ZONES = ("utm.campaign", "utm.medium", "utm.source")
#: what everybody's documents use, and any employee could change
ADMINISTRATORS = ("report.layout",)
#: stamped models whose rows without a zone have rules of their own: participants and members
OWN_RULES = ("calendar.event", "discuss.channel")


class IrRule(models.Model):
    """What stock rules leave open between zones (``docs/security.md``).

    In Python instead of ``ir.rule`` rows: a global row is applied before this addon's fields are loaded when core modules
    are updated, and breaks them. Domains are cached for each user and choice of companies, so they hold values, no records.
    """

    _inherit = "ir.rule"

    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        if self.env.su:
            return domain
        return domain & self._kfz_guard(model_name, mode) & self._kfz_portal_guard(model_name)

    def _kfz_guard(self, model_name, mode):
        """What this addon adds to the rules of a model; rooms extend it for models whose records they know."""
        if model_name in STAMPED:
            return self._kfz_stamp_guard(model_name) & self._kfz_common_guard(model_name, mode)
        if model_name in ADMINISTRATORS and mode != "read":
            return Domain(self.env.user._is_system())
        if model_name in FOLLOWS:
            return self._kfz_same_as(model_name, FOLLOWS[model_name])
        if model_name == "mail.followers":
            return self._kfz_followers_guard()
        if model_name == "mail.notification" and mode == "read":
            me = self.env.user.partner_id.id
            return Domain("res_partner_id", "=", me) | Domain("author_id", "=", me)
        if model_name == "calendar.filters":
            return Domain("user_id", "=", self.env.uid)
        return self._kfz_zone_guard(model_name, mode)

    def _kfz_same_as(self, model_name, field):
        """A record shows what the record in its field shows."""
        followed = self._compute_domain(self.env[model_name]._fields[field].comodel_name, "read")
        return Domain(field, "=", False) | Domain(field, "any!", followed)

    def _kfz_zone_guard(self, model_name, mode):
        """What holds only for users who work in a zone."""
        Model = self.env[model_name]
        is_wizard = Model._transient and Model._log_access
        is_not_made = model_name in NOT_MADE_IN_ZONES and mode != "read"
        if not (is_wizard or is_not_made) or not self._kfz_in_zone():
            return Domain.TRUE
        if not is_wizard:
            return Domain.FALSE
        # core lets users of a wizard read the wizards of all users
        own = Domain("create_uid", "=", self.env.uid)
        return own & wizard_links(self, model_name) if mode == "read" else own

    def _kfz_portal_guard(self, model_name):
        """A portal user reads itself and those for whom it acts; core would show all contacts of its company, including those
        that a zone entered, and its company is whatever somebody hung it under."""
        if (
            model_name != "res.partner"
            or self.env.user.has_group("base.group_user")
            or not self._kfz_in_zone()
        ):
            return Domain.TRUE
        return Domain("id", "in", self.env.user._kfz_portal_partners().ids)

    def _kfz_in_zone(self):
        return self.env["res.company"]._kfz_is_zone_user()

    def _kfz_stamp_guard(self, model_name):
        """Records made in a zone are visible in that zone; a meeting also to its participants, a channel to its members."""
        guard = Domain("kfz_zone_id", "in", [False, *self.env.companies.ids])
        if not self._kfz_in_zone():
            guard |= Domain("kfz_zone_id.zone_code", "=", False)
        if model_name == "calendar.event":
            me = self.env.user.partner_id.id
            guard |= Domain("user_id", "=", self.env.uid) | Domain("partner_ids", "in", [me])
        if model_name == "discuss.channel":
            guard |= Domain("is_member", "=", True)
        return guard

    def _kfz_common_guard(self, model_name, mode):
        """What was made in no zone is everybody's to use; to change, its maker's and the administrator's."""
        is_free = mode in ("read", "create") or model_name in OWN_RULES
        if is_free or self.env.user._is_system() or not self._kfz_in_zone():
            return Domain.TRUE
        return Domain("kfz_zone_id", "!=", False) | Domain("create_uid", "=", self.env.uid)

    @api.model
    @tools.ormcache()
    def _kfz_followed_models(self):
        """The models whose followers, messages and activities are as private as their records."""
        return tuple(
            name
            for name in self.env
            if name in FOLLOWED
            or (name.startswith("kfz.") and "message_follower_ids" in self.env[name]._fields)
        )

    def _kfz_talked_about(self, model_name):
        """The records of a model whose followers, messages, activities and files the user reads."""
        return self._compute_domain(model_name, "read")

    def _kfz_followers_guard(self):
        """The user's own subscriptions, and those to documents that the user can read."""
        asked, followed = asked_of(self.env, "mail.followers"), self._kfz_followed_models()
        guard = Domain("partner_id", "=", self.env.user.partner_id.id)
        if asked is None:
            guard |= Domain("res_model", "not in", followed)
        else:
            guard |= Domain("res_model", "in", asked.difference(followed))
            followed = [name for name in followed if name in asked]
        for model_name in followed:
            if self.env[model_name].has_access("read"):
                readable = self._kfz_shows_followers(model_name)
                guard |= Domain("res_model", "=", model_name) & Domain.custom(
                    to_sql=document_among(model_name, readable)
                )
        return guard

    def _kfz_shows_followers(self, model_name):
        """The records of a model whose followers the user sees. Who follows what all zones use says which zone is interested."""
        shown = self._kfz_talked_about(model_name)
        if model_name != "res.partner" or self.env.user._is_system() or not self._kfz_in_zone():
            return shown
        return shown & Domain("company_id", "!=", False)

    def _make_access_error(self, operation, records):
        """For records of a zone, the same sentence always: core's names the records in debug mode, and jokes."""
        guarded = records._name == PEOPLE or is_guarded(records.env, records._name)
        error = super()._make_access_error(operation, records) if records or not guarded else None
        if not guarded:
            message = self.env._(
                "You are not allowed to see or change this “%(record)s”. Ask the administrator if you need it.",
                # sudo: the name of a kind of records is no secret
                record=self.env["ir.model"].sudo()._get(records._name).name or records._name,
            )
        plain = AccessError(self._kfz_hidden_message() if guarded else message)
        if hasattr(error, "context") and self._kfz_opens_elsewhere(operation, records):
            # which of the user's own companies to switch to
            plain.context = error.context
        return plain

    def _kfz_opens_elsewhere(self, operation, records):
        """Whether the user may do this in one of the user's own zones: core suggests one for any archived record of theirs."""
        zones = self.env.user.company_ids.ids
        there = records.exists().sudo(False).with_context(allowed_company_ids=zones)
        return there == records and there.has_access(operation)

    def _kfz_hidden_message(self):
        """Always in the user's language: a different language would reveal what the sentence hides."""
        env = self.with_context(lang=self.env.user.lang).env
        return env._("This record does not exist or is not yours to see or change.")


def document_among(model_name, domain):
    """SQL of “the document of this follower or message is a record of the domain”.

    Asked for each document that the rest of the search leaves, by its id: a list of all records of the domain would be
    made anew for each page.
    """

    def to_sql(model, alias, query):
        # sudo: the domain is the rule of the user whose followers or messages are searched
        documents = model.env[model_name].sudo().with_context(active_test=False)._search(domain)
        if documents.is_empty():
            return SQL("FALSE")
        is_document = SQL(
            "%s = %s", SQL.identifier(documents.table, "id"), SQL.identifier(alias, "res_id")
        )
        documents.add_where(is_document)
        return SQL("EXISTS %s", documents.subselect("1"))

    return to_sql
