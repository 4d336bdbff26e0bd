from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...domain import calendar, trade
from ..base.period_words import month_text
from ..guards.link_values import default_id
from .kfz_trade_record import OWN

_OWN = frozenset(OWN)


class KfzTradeRecord(models.Model):
    """Completing new records, and refusing to record the same trade twice: one query for any number of rows."""

    _inherit = "kfz.trade.record"

    @api.model
    def _kfz_complete(self, vals_list):
        """The values of new drafts with their zone and all that users may not set."""
        zone, month = (
            default_id(self.env, "company_id") or self._kfz_default_zone().id,
            self._kfz_default_month(),
        )
        start = {"company_id": zone, "month": month, "direction": "import"}
        fixed = {"state": "draft", "entered_by_id": self.env.uid, "currency_id": self._kfz_cny().id}
        result = []
        for vals in vals_list:
            given = {name: value for name, value in vals.items() if name not in _OWN}
            if vals.get("reverses_id"):
                given |= self.browse(vals["reverses_id"])._kfz_reversal_vals()
            result.append({**start, **given, **fixed})
        self._kfz_check_zones({vals["company_id"] for vals in result})
        enterprises = self._kfz_enterprise_ids({vals.get("partner_id") for vals in result})
        return [self._kfz_normalised(vals, enterprises) for vals in result]

    @api.model
    def _kfz_normalised(self, vals, enterprises=None):
        """Values as they are stored: the first day of the month, the enterprise of a contact, whether the mode counts."""
        vals = dict(vals)
        if vals.get("month"):
            vals["month"] = trade.month_of(fields.Date.to_date(vals["month"]))
        if vals.get("partner_id"):
            enterprises = enterprises or self._kfz_enterprise_ids({vals["partner_id"]})
            vals["partner_id"] = enterprises[vals["partner_id"]]
        if "mode" in vals and "is_bonded" not in vals:
            vals["is_bonded"] = self.env["kfz.trade.mode"]._kfz_bonded().get(vals["mode"], False)
        return vals

    @api.model
    def _kfz_enterprise_ids(self, ids):
        """{partner: its commercial partner} of ids."""
        partners = self.env["res.partner"].browse([ident for ident in ids if ident])
        return {partner.id: partner.commercial_partner_id.id for partner in partners}

    @api.model
    def _kfz_check_zones(self, ids):
        """Nothing of another zone's records is looked at, not even whether they are there."""
        if not self.env.su and ids - set(self.env.companies.ids):
            raise self.env["ir.rule"]._make_access_error("create", self.browse())

    @api.model
    def _kfz_number(self, vals_list):
        """The values with their numbers, taken in one block a zone."""
        # sudo: the counter is not for users to see or set; creating the record is what is access-checked
        counter = self.env["kfz.trade.counter"].sudo()
        year = calendar.today().year
        by_zone = {}
        for vals in vals_list:
            by_zone.setdefault(vals["company_id"], []).append(vals)
        for zone, rows in by_zone.items():
            numbers = counter._kfz_take(self.env["res.company"].browse(zone), year, len(rows))
            for vals, number in zip(rows, numbers, strict=True):
                vals["number"] = number
        return vals_list

    # once

    @api.model
    def _kfz_check_once(self, vals_list, but=()):
        """Refuse records whose trade is in another draft, or confirmed and not reversed.

        The unique indexes guarantee it; this says it in words before. A confirmed record with a reversing entry, also one
        that waits for its confirmation, may be replaced by a draft.

        :param but: ids of the records that get these values
        """
        keys = [
            self._kfz_key(vals)
            for vals in vals_list
            if not vals.get("reverses_id") and all(self._kfz_key(vals))
        ]
        if len(keys) > len(set(keys)):
            twice = next(key for number, key in enumerate(keys) if key in keys[:number])
            raise ValidationError(
                self.env._(
                    "%(trade)s: the same trade twice. Keep one.", trade=self._kfz_words(twice)
                )
            )
        for key, known in self._kfz_known(keys, but).items():
            for _ident, number, state, _amount, has_reversal in known:
                if not has_reversal:
                    raise ValidationError(self._recorded_words(key, number, state))

    @api.model
    def _recorded_words(self, key, number, state):
        """That the trade of a key is recorded already, and what to do."""
        if state == "draft":
            return self.env._(
                "%(trade)s: %(number)s is a draft of the same trade. Change that one.",
                trade=self._kfz_words(key),
                number=number,
            )
        return self.env._(
            "%(trade)s is confirmed as %(number)s. Reverse that record first, then enter the correct value.",
            trade=self._kfz_words(key),
            number=number,
        )

    @api.model
    def _kfz_key(self, vals):
        """(zone, enterprise, month, direction, mode) of values."""
        return (vals.get("company_id"), *(vals.get(name) for name in trade.KEY))

    @api.model
    def _kfz_known(self, keys, but=()):
        """{key: [(id, number, state, amount, has a reversing entry)]} of the records that have one of the keys, drafts first,
        reversing entries aside. One query; of the zones that the keys name, which are the caller's to check."""
        if not keys:
            return {}
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT record.company_id, record.partner_id, record.month, record.direction, record.mode,
                      record.id, record.number, record.state, record.amount,
                      EXISTS (SELECT FROM kfz_trade_record reversal WHERE reversal.reverses_id = record.id)
                 FROM unnest(%s::int[], %s::int[], %s::date[], %s::varchar[], %s::varchar[])
                      AS key(company_id, partner_id, month, direction, mode)
                 JOIN kfz_trade_record record USING (company_id, partner_id, month, direction, mode)
                WHERE record.reverses_id IS NULL AND record.id <> ALL(%s::int[])
             ORDER BY record.state DESC, record.id""",
                *map(list, zip(*keys, strict=True)),
                list(but),
            )
        )
        found = {}
        for row in rows:
            found.setdefault(row[:5], []).append(row[5:])
        return found

    @api.model
    def _kfz_words(self, key):
        """A key in words: enterprise, month, direction, mode."""
        _zone, partner, month, direction, mode = key
        return self.env._(
            "%(enterprise)s, %(month)s, %(direction)s, %(mode)s",
            enterprise=self.env["res.partner"].browse(partner).name,
            month=month_text(self.env, month),
            mode=mode,
            direction=dict(self._fields["direction"]._description_selection(self.env))[direction],
        )
