from odoo import api, models

from ...domain.workbook.cells import nfkc

_WIDE_BRACKETS = str.maketrans("()", "（）")
_NARROW_BRACKETS = str.maketrans("（）", "()")


def name_key(name):
    """What two spellings of one enterprise's name share: width of letters and brackets, spaces, case."""
    return nfkc(name or "").lower()


class KfzImportHandler(models.AbstractModel):
    """Finding the enterprises that rows name, for all rows with one query."""

    _inherit = "kfz.import.handler"

    @api.model
    def _find_enterprises(self, zone_ids, codes, names):
        """An ``EnterpriseIndex`` of the enterprises with one of the codes or names, of these zones' own directories and
        the common one; archived ones included."""
        spellings = {
            spelling
            for name in names
            for spelling in (name, name.translate(_WIDE_BRACKETS), name.translate(_NARROW_BRACKETS))
        }
        partners = (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search(
                [
                    ("is_enterprise", "=", True),
                    ("company_id", "in", [*zone_ids, False]),
                    "|",
                    ("vat", "in", list(codes)),
                    ("name", "in", list(spellings)),
                ]
            )
        )
        return EnterpriseIndex(partners)


class EnterpriseIndex:
    """Enterprises by zone and code, and by zone and name; the zone's own come before the common ones."""

    def __init__(self, partners):
        self.by_code, self.by_name = {}, {}
        for partner in partners:
            zone = partner.company_id.id
            if partner.vat:
                self.by_code.setdefault((zone, partner.vat), partner)
            self.by_name.setdefault((zone, name_key(partner.name)), []).append(partner)

    def find(self, zone_id, code, name):
        """The enterprises that a row of this zone can mean: one, none, or several of the same name.

        By code first; by name only where one side has no code.
        """
        for zone in (zone_id, False) if code else ():
            if (zone, code) in self.by_code:
                return [self.by_code[zone, code]]
        for zone in (zone_id, False) if name else ():
            found = [
                p for p in self.by_name.get((zone, name_key(name)), ()) if not code or not p.vat
            ]
            active = [p for p in found if p.active]
            if found:
                return active or found
        return []
