from odoo import api, models
from odoo.exceptions import AccessError

from .base_links import NUMBERS
from .guarded import is_guarded

#: modules of the external ids that files of a zone bring along: ``__import_kcbz__``
OF_ZONES = "__import_"


class Base(models.AbstractModel):
    """The external ids that a zone types into its files stay in the zone.

    Core keeps all of them under ``__import__``: the second zone with a row “P001” would write into the first one's
    record, and an export of a common record would show the first one's words.
    """

    _inherit = "base"

    @api.model
    def load(self, fields, data):
        if self._kfz_links_are_free():
            return super().load(fields, data)
        unknown = self._kfz_unknown_external_ids(fields, data)
        if unknown:
            return {"ids": False, "messages": unknown, "nextrow": 0}
        return super(Base, self.with_context(module=self._kfz_import_module())).load(fields, data)

    def get_metadata(self):
        if not NUMBERS.issuperset(map(type, self._ids)):
            # texts and decimals are no numbers of records, also where core reads nothing of them
            raise AccessError(self.env["ir.rule"]._kfz_hidden_message())
        rows = super().get_metadata()
        if not self._kfz_links_are_free():
            # core checks nothing where a model keeps no log of who made its records
            seen = set(self._kfz_seen_with_external_ids().ids)
            for row in rows:
                row["xmlids"] = [
                    item
                    for item in row["xmlids"]
                    if row["id"] in seen and self._kfz_is_own_external_id(item["xmlid"])
                ]
                last = row["xmlids"][-1:] or [{"xmlid": False, "noupdate": False}]
                row.update(last[0])
        return rows

    def _get_external_ids(self):
        """Core looks them up as superuser, for any id."""
        if self._kfz_links_are_free():
            return super()._get_external_ids()
        if not NUMBERS.issuperset(map(type, self._ids)):
            # texts and decimals are no numbers of records
            self.check_access("read")
        found = super(Base, self._kfz_seen_with_external_ids())._get_external_ids()
        return {
            record.id: [
                xmlid for xmlid in found.get(record.id, []) if self._kfz_is_own_external_id(xmlid)
            ]
            for record in self
        }

    def _kfz_seen_with_external_ids(self):
        return self.exists()._filtered_access("read") if is_guarded(self.env, self._name) else self

    # core's private method by its mangled name: there is no other place where an export takes external ids
    def _BaseModel__ensure_xml_id(self, skip=False):
        pairs = super()._BaseModel__ensure_xml_id(skip)
        if skip or self._kfz_links_are_free():
            return pairs
        return (
            (record, xmlid if self._kfz_is_own_external_id(xmlid) else None)
            for record, xmlid in pairs
        )

    @api.model
    def _kfz_import_module(self):
        zone = (self.env.company | self.env.companies).filtered("zone_code")[:1]
        # sudo: the code of the user's zone is not a secret
        return f"{OF_ZONES}{zone.sudo().zone_code.lower()}__"

    @api.model
    def _kfz_is_own_external_id(self, xmlid):
        module = (xmlid or "").partition(".")[0]
        if not module.startswith(OF_ZONES) or module == "__import__":
            return True
        # sudo: as above
        return module in {
            f"{OF_ZONES}{(zone.zone_code or '').lower()}__" for zone in self.env.companies.sudo()
        }

    @api.model
    def _kfz_unknown_external_ids(self, fields, data):
        """Messages about rows whose external id names a module and leads to nothing that the user sees.

        With a module it is one that was exported; a hidden record and none give the same answer.
        """
        if "id" not in fields or not is_guarded(self.env, self._name):
            return []
        column = fields.index("id")
        messages = []
        for number, row in enumerate(data):
            xmlid = row[column]
            if xmlid and "." in xmlid and not self._kfz_sees_external_id(xmlid):
                messages.append(
                    {
                        "type": "error",
                        "record": number,
                        "rows": {"from": number, "to": number},
                        "field": "id",
                        "message": self.env._(
                            "The external id “%(xmlid)s” does not lead to a record that is yours to change. Leave the "
                            "column empty for a new record.",
                            xmlid=xmlid,
                        ),
                    }
                )
        return messages

    @api.model
    def _kfz_sees_external_id(self, xmlid):
        module, _dot, name = xmlid.partition(".")
        # sudo: only whether the user may see the record is said
        found = (
            self.env["ir.model.data"]
            .sudo()
            .search([("module", "=", module), ("name", "=", name)], limit=1)
        )
        return found.model == self._name and bool(
            self.with_context(active_test=False).search_count([("id", "=", found.res_id)])
        )
