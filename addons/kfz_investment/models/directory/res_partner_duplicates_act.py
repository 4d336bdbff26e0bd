from markupsafe import Markup
from odoo import models
from odoo.tools import html2plaintext

from ..base.lists import comma
from .proposal_values import IDENTITY, is_same, plain_of
from .res_partner_privacy import PRIVATE_FIELDS

#: said in the trace where the enterprise that is kept has another value
TOLD = tuple(name for name in (*IDENTITY, "phone", "email") if name not in ("active", "group_id"))


class ResPartner(models.Model):
    """Merging duplicates: what the one that is kept takes, what is proposed for a common one, and the trace."""

    _inherit = "res.partner"

    def _kfz_do_merge(self, kept):
        """Move everything and delete these, as the system."""
        contacts = {}
        if kept._kfz_is_common():
            contacts = {partner: partner._kfz_move_private_fields() for partner in self}
        else:
            self._kfz_give_missing(kept)
        for name in ("group_id", "parent_id"):
            # also at any distance: the links of these are about to lead to the one that is kept
            if kept[name]._kfz_affiliation() & (self | kept):
                kept[name] = False
        self.env.flush_all()
        Wizard = self.env["base.partner.merge.automatic.wizard"]
        Wizard._merge_bank_accounts(self, kept)
        Wizard._update_foreign_keys(self, kept)
        for partner, contact in contacts.items():
            # what was written since, too: nothing of it reaches the common record
            partner._kfz_move_history(contact)
        Wizard._update_reference_fields(self, kept)
        self.env.invalidate_all()
        self.unlink()
        self.env.flush_all()

    def _kfz_give_missing(self, kept):
        """What the one that is kept does not have, from the first that has it."""
        values = {}
        for name in (*IDENTITY, *PRIVATE_FIELDS):
            if name != "active":
                values |= self._kfz_missing_value(kept, name)
        for partner in self.filtered(lambda each: kept.comment and each.comment):
            self.env["kfz.enterprise.note"].create(
                {
                    "partner_id": kept.id,
                    "company_id": kept.company_id.id,
                    "body": html2plaintext(partner.comment),
                }
            )
        self._kfz_keep_capital(kept, values)
        if self.browse(values.get("group_id"))._kfz_affiliation() & (self | kept):
            del values["group_id"]
        if "vat" in values:
            # an index lets no two have it, not even for a moment
            self.with_context(tracking_disable=True).vat = False
        kept.write(values)

    def _kfz_missing_value(self, kept, name):
        """{field: value as for ``write``} of what the one that is kept lacks; nothing if it lacks nothing."""
        field = self._fields[name]
        if field.type == "many2many":
            more = self.mapped(name) - kept[name]
            return {name: [(4, ident) for ident in more.ids]} if more else {}
        giver = self.filtered(name)[:1]
        if kept[name] or not giver:
            return {}
        return {name: field.convert_to_write(giver[name], giver)}

    def _kfz_keep_capital(self, kept, values):
        """A capital comes with its currency, and not beside one of another currency."""
        amounts = ("registered_capital", "paid_in_capital")
        first = (kept | self).filtered(lambda each: any(each[name] for name in amounts))[:1]
        same = self.filtered(lambda each: each.kfz_currency_id == first.kfz_currency_id)
        for name in amounts:
            values.pop(name, None)
            values |= same._kfz_missing_value(kept, name)
        if first and first != kept:
            values["kfz_currency_id"] = first.kfz_currency_id.id

    def _kfz_merge_wanted(self, common):
        """{field: plain value} that the zone's own records say otherwise than the common one: for a proposal."""
        now, wanted = common._kfz_identity(), {}
        for partner in self:
            told = {
                name: value
                for name, value in partner._kfz_identity().items()
                if value and name not in wanted and partner._kfz_may_be_wanted(name, common)
            }
            for name, value in told.items():
                value = sorted({*value, *now[name]}) if isinstance(value, list) else value
                if not is_same(now[name], value):
                    wanted[name] = value
            if {"registered_capital", "paid_in_capital"} & wanted.keys():
                wanted.setdefault("kfz_currency_id", partner.kfz_currency_id.id)
        return wanted

    def _kfz_may_be_wanted(self, name, common):
        """Whether a field of the zone's own record is proposed for the common one."""
        if name == "group_id":
            return not self.group_id.company_id
        if name == "name":
            # a registered name comes with its code; else the directory's stays, whatever the zone called it
            return bool(self.vat) and not common.vat
        return name not in ("active", "kfz_currency_id")

    # the trace

    def _kfz_merge_trace(self, kept):
        """Lines that say which enterprises went, with their codes and the values that are not kept."""
        lines = [
            self.env._(
                "Merged into this enterprise by %(user)s; this cannot be undone:",
                user=self.env.user.name,
            )
        ]
        for partner in self:
            told = [partner.name, partner.vat or self.env._("without a code")]
            for name in TOLD:
                if name in ("name", "vat") or not partner[name]:
                    continue
                is_lost = kept._kfz_is_common() or kept[name]
                if is_lost and not is_same(plain_of(kept, name), plain_of(partner, name)):
                    told.append(self._kfz_told(partner, name))
            lines.append("，".join(told) if self.env.lang == "zh_CN" else ", ".join(told))
        return lines

    def _kfz_told(self, partner, name):
        field = self._fields[name]
        value = partner[name]
        text = (
            comma(self.env).join(value.mapped("display_name"))
            if field.relational
            else field.convert_to_export(value, partner)
        )
        return self.env._(
            "%(what)s: %(count)s", what=field._description_string(self.env), count=text
        )

    def _kfz_keep_merge_trace(self, zone, lines):
        """In the history of a zone's own enterprise; beside a common one, which all zones read, in a private note."""
        if self._kfz_is_common():
            self.env["kfz.enterprise.note"].create(
                {"partner_id": self.id, "company_id": zone.id, "body": "\n".join(lines)}
            )
            return
        # sudo: the trace is the system's, in the name of who merged
        self._kfz_as_system().message_post(
            body=Markup("<br/>").join(lines),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )
