from collections import Counter

from odoo import api, models
from odoo.exceptions import ValidationError

from ...domain import uscc


class ResPartner(models.Model):
    """The unified social credit code in ``vat``: cleaned, checked, once per directory.

    A directory is the common one or one zone's. The unique index is the guarantee; the checks before it explain, and
    only name enterprises that the user can see: what another zone holds neither blocks nor shows.
    """

    _inherit = "res.partner"

    _kfz_uscc_unique = models.UniqueIndex(
        "(vat, COALESCE(company_id, 0)) WHERE is_enterprise IS TRUE AND length(vat) = 18",
        "Another enterprise in this directory already has this unified social credit code.",
    )

    @api.constrains("vat", "is_enterprise", "country_id")
    def _check_kfz_uscc(self):
        for partner in self.filtered(lambda rec: rec.is_enterprise and rec.vat):
            if partner.country_id.code in (False, "CN"):
                problem = uscc.find_problem(partner.vat)
                if problem:
                    raise ValidationError(partner._kfz_uscc_message(problem))

    @api.model
    def _kfz_uscc_message(self, problem):
        """The sentence for a problem found by ``domain.uscc``; the import wizard says the same."""
        params = problem.params
        messages = {
            "damaged": self.env._(
                "A spreadsheet turned the unified social credit code into a number (%(value)s) and lost its last digits. "
                "Format the column as text and enter the code again.",
                value=params["value"],
            ),
            "registration_number": self.env._(
                "%(value)s is an old registration number of 15 digits. Enter the unified social credit code of 18 "
                "characters that replaced it.",
                value=params["value"],
            ),
            "length": self.env._(
                "The unified social credit code %(value)s has %(length)s characters; it must have 18.",
                value=params["value"],
                length=params.get("length"),
            ),
            "characters": self.env._(
                "The unified social credit code %(value)s contains invalid characters: %(characters)s. "
                "It begins with eight digits and never contains the letters I, O, S, V or Z.",
                value=params["value"],
                characters=params.get("characters"),
            ),
            "check_digit": self.env._(
                "The last character of the unified social credit code %(value)s does not match the others: "
                "the code was mistyped.",
                value=params["value"],
            ),
        }
        return messages[problem.code]

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            self._kfz_clean_vat(vals, self._kfz_vals_enterprise(vals)) for vals in vals_list
        ]
        self._kfz_check_uscc_free(
            [
                (self.browse(), vals["vat"], vals.get("company_id") or False)
                for vals in map(self._kfz_complete_vals, vals_list)
                if vals.get("vat") and self._kfz_vals_enterprise(vals)
            ]
        )
        return super().create(vals_list)

    def write(self, vals):
        if "vat" in vals:
            vals = self._kfz_clean_vat(
                vals, vals.get("is_enterprise") or any(self.mapped("is_enterprise"))
            )
        if {"vat", "company_id", "is_enterprise"} & vals.keys():
            self._kfz_check_uscc_free(self._kfz_changed_keys(vals))
        return super().write(vals)

    def copy_data(self, default=None):
        """A copy is another enterprise: it starts without a code."""
        return [
            {**vals, "vat": (default or {}).get("vat", False)} if partner.is_enterprise else vals
            for partner, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def _compute_same_vat_partner_id(self):
        """Core searches as superuser and would show what another zone holds."""
        result = super()._compute_same_vat_partner_id()
        for partner in self:
            partner.same_vat_partner_id = partner.same_vat_partner_id.sudo(False)._filtered_access(
                "read"
            )
            partner.same_company_registry_partner_id = (
                partner.same_company_registry_partner_id.sudo(False)._filtered_access("read")
            )
        return result

    @api.model
    def _kfz_clean_vat(self, vals, is_enterprise):
        if not is_enterprise or not vals.get("vat"):
            return vals
        value = vals["vat"]
        problem = uscc.find_problem(value) if isinstance(value, float) else None
        if problem:
            raise ValidationError(self._kfz_uscc_message(problem))
        return {**vals, "vat": uscc.normalise(value) or False}

    def _kfz_changed_keys(self, vals):
        """(partner, code, zone) of the enterprises whose place in a directory a ``write(vals)`` changes."""
        changed = []
        for partner in self:
            before = (partner.is_enterprise, partner.vat, partner.company_id.id)
            after = (
                vals.get("is_enterprise", partner.is_enterprise),
                vals.get("vat", partner.vat),
                vals.get("company_id", partner.company_id.id),
            )
            if after[0] and after[1] and after != before:
                changed.append((partner, after[1], after[2] or False))
        return changed

    @api.model
    def _kfz_check_uscc_free(self, keys):
        """Refuse codes that the directory already holds, or that the common directory holds for a new own enterprise.

        :param keys: (partner or empty, code, zone id or False) tuples, all checked with one query
        """
        keys = [key for key in keys if uscc.is_valid(key[1])]
        if keys:
            self._kfz_check_uscc_not_repeated(keys)
            self._kfz_check_uscc_not_held(keys)

    @api.model
    def _kfz_check_uscc_not_repeated(self, keys):
        for (code, _zone), count in Counter(key[1:] for key in keys).items():
            if count > 1:
                raise ValidationError(
                    self.env._(
                        "The unified social credit code %(code)s occurs more than once among the enterprises to save.",
                        code=code,
                    )
                )

    @api.model
    def _kfz_check_uscc_not_held(self, keys):
        held = {}
        codes = list({code for _partner, code, _zone in keys})
        for other in self.with_context(active_test=False).search(
            [("is_enterprise", "=", True), ("vat", "in", codes)]
        ):
            held.setdefault((other.vat, other.company_id.id), other)
        for partner, code, zone in keys:
            for place in (zone, False):
                other = held.get((code, place))
                if other and other != partner:
                    raise ValidationError(self._kfz_uscc_held_message(other))

    @api.model
    def _kfz_uscc_held_message(self, other):
        values = {"code": other.vat, "name": other.name}
        if not other.active:
            return self.env._(
                "%(name)s has the unified social credit code %(code)s and is archived: unarchive it instead of entering it "
                "again.",
                **values,
            )
        if other.company_id:
            return self.env._(
                "%(name)s of your zone already has the unified social credit code %(code)s: use that enterprise.",
                **values,
            )
        return self.env._(
            "%(name)s in the common directory already has the unified social credit code %(code)s: use that enterprise.",
            **values,
        )
