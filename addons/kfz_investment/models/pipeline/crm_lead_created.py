"""The first messages of projects that are created together: core posts them one by one, each with its own queries."""

import datetime
import math
import re
from functools import cache

from markupsafe import Markup
from odoo import api, models

from ..base.kfz_bulk_create import Bulk, bulk_of

#: what is created with projects, in bulk
_MODELS = frozenset(("crm.lead", "mail.followers", "mail.message", "kfz.stage.transition"))
#: columns of plain projects; a row with any other value is created as core does it
_COLUMNS = frozenset(
    (
        *("name", "is_promotion", "company_id", "partner_id", "contact_id", "user_id", "stage_id"),
        *("area_id", "industry_id", "industry_function", "entry_type_id", "source_kind"),
        *("expected_revenue", "investment_unknown", "is_major_flagged", "site_need"),
        *("next_step", "date_deadline", "priority", "contact_name", "phone", "email_from"),
        *("description", "condition", "project_code", "type"),
    )
)
#: what a code may be made of, and one that stands for all
_WORD, _SOME_CODE = re.compile("[A-Z0-9-]+"), "ABC-0000-0000"


class CreatedTogether:
    """Put into the context, as ``kfz_created``, by server code alone: no client can send an object.

    ``ids`` are the projects whose first message waits for that of the others.
    """

    def __init__(self):
        self.ids = set()


def _batch_of(projects):
    batch = projects.env.context.get("kfz_created")
    return batch if isinstance(batch, CreatedTogether) else None


class CrmLead(models.Model):
    """Messages that nobody is told of are created at once; where a follower is to be told, core posts as ever."""

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        if len(vals_list) < 2:
            return super().create(vals_list)
        together = self.with_context(kfz_created=CreatedTogether())
        if self._kfz_are_plain(vals_list):
            together = together.with_context(kfz_bulk=Bulk(models=_MODELS))
        return super(CrmLead, together).create(vals_list).with_env(self.env)

    @api.model
    def _kfz_are_plain(self, vals_list):
        """Whether rows are projects of columns alone, with values of the columns' types: what a bulk creation is made for."""
        given = {
            key.removeprefix("default_"): value
            for key, value in self.env.context.items()
            if key.startswith("default_")
        }
        if bulk_of(self.env) or min(self.env.companies.currency_id.mapped("decimal_places")) < 2:
            return False
        return all(
            (row := {**given, **vals}).get("is_promotion") is True
            and _COLUMNS.issuperset(row)
            and all(_is_plain(self._fields[name].type, value) for name, value in row.items())
            for vals in vals_list
        )

    def _creation_subtype(self):
        subtype = super()._creation_subtype()
        batch = _batch_of(self)
        if not (batch and subtype and self.is_promotion):
            return subtype
        # core then logs these together, below
        batch.ids.update(self.ids)
        return subtype.browse()

    def _message_log_batch(self, bodies, **kwargs):
        batch = _batch_of(self)
        if not (batch and self and batch.ids.issuperset(self.ids)):
            return super()._message_log_batch(bodies, **kwargs)
        batch.ids.difference_update(self.ids)
        return self._kfz_post_created(bodies)

    def _kfz_post_created(self, bodies):
        """The first messages, as core's ``create`` posts them; ``bodies`` are their texts by project."""
        author = self.env.user.partner_id
        # sudo: as core does for these messages
        leads = self.sudo()._fallback_lang()
        subtype = leads[:1].with_context(kfz_created=None)._creation_subtype()
        told = leads._kfz_told_of_creation(subtype, author)
        messages = leads.env["mail.message"]
        for lead in told:
            messages |= lead.message_post(
                body=_body(bodies[lead.id]), subtype_id=subtype.id, author_id=author.id
            )
        return messages | (leads - told)._kfz_log_created(bodies, subtype, author)

    def _kfz_told_of_creation(self, subtype, author):
        """Those with a follower who is told, or with a message already, which the first one would answer."""
        followers = self.env["mail.followers"]._get_recipient_data(self, "notification", subtype.id)
        found = self.env["mail.message"]._read_group(
            [("model", "=", self._name), ("res_id", "in", self.ids)], ["res_id"]
        )
        answered = {ident for [ident] in found}
        return self.filtered(
            lambda lead: lead.id in answered or set(followers[lead.id]) - {author.id}
        )

    def _kfz_log_created(self, bodies, subtype, author):
        """Messages with the values that ``message_post`` gives, all at once."""
        author_id, email_from = self._message_compute_author(author.id)
        company = self.env.company
        domains = self._mail_get_alias_domains(default_company=company)
        companies = self._mail_get_companies(default=company)
        replies = self._notify_get_reply_to(default=email_from, author_id=author_id)
        values_list = [
            {
                "author_id": author_id,
                "author_guest_id": False,
                "email_from": email_from,
                "model": self._name,
                "res_id": lead.id,
                "body": _body(bodies[lead.id]),
                "message_type": "notification",
                "parent_id": False,
                "subject": False,
                "subtype_id": subtype.id,
                "partner_ids": [],
                "email_add_signature": True,
                "record_alias_domain_id": domains[lead.id].id,
                "record_company_id": companies[lead.id].id,
                "reply_to": replies[lead.id],
            }
            for lead in self
        ]
        if bulk := bulk_of(self.env, "mail.message"):
            bulk.sanitised.update(self._kfz_sanitised(values_list))
        messages = self._message_create(values_list) if values_list else self.env["mail.message"]
        for lead, message, values in zip(self, messages, values_list, strict=True):
            lead._message_post_after_hook(message, values)
        return messages

    def _kfz_sanitised(self, values_list):
        """{text: sanitised text} of messages that differ by the code of their project alone, a plain word."""
        messages = self.env["mail.message"]
        body = messages._fields["body"]

        @cache
        def sanitised(text):
            return body.convert_to_column_insert(text, messages)

        found = {}
        for lead, values in zip(self, values_list, strict=True):
            code, text = lead.project_code, values["body"]
            if code and _WORD.fullmatch(code) and _SOME_CODE not in text:
                shape = text.replace(code, _SOME_CODE)
                found[str(text)] = sanitised(shape).replace(_SOME_CODE, code)
        return found


def _is_plain(kind, value):
    """Whether a value is one that a column of that kind takes as it is."""
    return value is None or value is False or _PLAIN.get(kind, _never)(value)


def _never(_value):
    return False


def _is_text(value):
    return type(value) in (str, Markup)


def _is_amount(value):
    # what a currency would round is stored by core as it is
    return type(value) in (int, float) and math.isfinite(value) and value == round(value, 2)


#: {type of field: whether a value is plain}
_PLAIN = {
    **dict.fromkeys(("char", "text", "html", "selection"), _is_text),
    "many2one": lambda value: type(value) is int and value > 0,
    "monetary": _is_amount,
    "date": lambda value: type(value) in (str, datetime.date),
    "boolean": lambda value: value is True,
}


def _body(text):
    """As core writes it: the client shows the name of the subtype instead."""
    return Markup('<div summary="o_mail_notification"><p>%s</p></div>') % text
