from odoo import api, models
from odoo.exceptions import AccessError, MissingError, UserError, ValidationError

from ..base.lists import comma
from .res_partner_privacy import PRIVATE_FIELDS

#: who changes a record of each kind without asking
MAY_CHANGE = {
    "directory": "base.group_system",
    "company": "base.group_erp_manager",
    "user": "base.group_erp_manager",
}
#: what puts a record that belongs to no zone into the common directory
PUBLISHES = frozenset({"is_enterprise", "is_intermediary"})


class ResPartner(models.Model):
    """A record that all zones use is changed by nobody alone: zones propose, the keeper of the directory decides.

    Such are the enterprises and intermediaries of the common directory with what stands under them, the partners of
    companies, and those of colleagues. Of the fields that a client sends, those pass that hold what a zone keeps for itself.
    """

    _inherit = "res.partner"

    def _kfz_check_values(self, vals_list):
        super()._kfz_check_values(vals_list)
        if any(self._ids):
            self._kfz_check_common_write(vals_list[0])

    def write(self, vals):
        """Lines that a zone keeps for itself leave no trace on a record that all zones use: its last user and time would name the zone."""
        shared = self._kfz_not_ours_to_change() if set(vals) <= set(self._fields) else self.browse()
        done = super(ResPartner, self - shared).write(vals) if self != shared else True
        for partner in shared:
            partner.check_access("write")
            rest = {}
            for name, value in vals.items():
                if self._kfz_is_zones_own_field(name):
                    self._fields[name].write(partner, value)
                elif not partner._kfz_is_same(name, value):
                    rest[name] = value
            if rest:
                super(ResPartner, partner).write(rest)
        return done

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """:raises UserError: on a record that all zones use, all of which would see who follows it"""
        self._kfz_check_follows()
        return super().message_subscribe(partner_ids, subtype_ids)

    def message_unsubscribe(self, partner_ids=None):
        """:raises UserError: for others than oneself on a record that all zones use"""
        if set(partner_ids or ()) - {self.env.user.partner_id.id}:
            self._kfz_check_follows()
        return super().message_unsubscribe(partner_ids)

    def _kfz_check_follows(self):
        for partner in self._kfz_not_ours_to_change():
            # a hidden record is refused as such
            partner.check_access("read")
            raise UserError(
                self.env._(
                    "%(name)s is used by all zones, and all of them would see who follows it. Follow your project instead.",
                    name=partner.name or "",
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kfz_common(self):
        self._kfz_refuse_common(self._kfz_not_ours_to_change(), [])

    def _kfz_check_common_write(self, vals):
        """Refuse values of a client for records that all zones use.

        :raises UserError: names the record and the fields, and says that a change is proposed
        """
        # core says what it thinks of a name that is no field
        names = [
            name for name in vals if name in self._fields and not self._kfz_is_zones_own_field(name)
        ]
        if self.env.su or not names:
            return
        for partner in self._kfz_not_ours_to_change():
            # before anything is compared or named: a hidden record tells nothing
            self.check_access("write")
            partner._kfz_refuse_changed(names, vals)
        if any(vals[name] for name in PUBLISHES.intersection(names)):
            self._kfz_check_unowned()

    def _kfz_refuse_changed(self, names, vals):
        """Refuse what differs from this record; a form or a file may send back what it read."""
        changed = [name for name in names if not self._kfz_is_same(name, vals[name])]
        if changed:
            self._kfz_refuse_common(self, changed)

    def _kfz_is_zones_own_field(self, name):
        """Whether a field of a common record holds records of the zones, which are guarded themselves: contacts, notes …"""
        field = self._fields[name]
        if field.type != "one2many":
            return False
        lines = field.comodel_name
        return name == "child_ids" or (
            lines.startswith("kfz.") and "company_id" in self.env[lines]._fields
        )

    def _kfz_not_ours_to_change(self):
        """Those that all zones use and the user must not change alone."""
        if self.env.su:
            return self.browse()
        kinds = self._kfz_shared_kinds()
        return self.filtered(
            lambda partner: (
                partner.id in kinds and not self.env.user.has_group(MAY_CHANGE[kinds[partner.id]])
            )
        )

    def _kfz_shared_kinds(self):
        """{id: key of ``MAY_CHANGE``} of those that all zones use; the user's own profile is not among them."""
        me = self.env.user.partner_id
        kinds = {}
        # sudo: what a record is does not depend on who asks; hidden records have a zone and are left out
        for partner in self.sudo() - me.sudo():
            try:
                kind = partner._kfz_shared_kind()
            except MissingError:
                # core's answer is the same as for a hidden record
                continue
            if kind:
                kinds[partner.id] = kind
        return kinds

    def _kfz_shared_kind(self):
        """Why all zones use this record: key of ``MAY_CHANGE``, or False when it is a zone's own or nobody's."""
        if self.company_id:
            return False
        users = self.with_context(active_test=False).user_ids
        if any(not user.share for user in users):
            return "user"
        top = self | self.commercial_partner_id.filtered(lambda partner: not partner.company_id)
        if any(partner.is_enterprise or partner.is_intermediary for partner in top):
            return "directory"
        companies = self.env["res.company"].with_context(active_test=False)
        return (
            "company" if companies.search_count([("partner_id", "in", top.ids)], limit=1) else False
        )

    def _kfz_check_unowned(self):
        """:raises UserError: for records without a zone, which a zone does not put into the directory of all others"""
        if self.env.user.has_group("base.group_system"):
            return
        self.check_access("write")
        for partner in self.filtered(
            lambda each: not (each.company_id or each.is_enterprise or each.is_intermediary)
        ):
            raise UserError(
                self.env._(
                    "%(name)s belongs to no zone, so only the administrator makes it an enterprise or intermediary. Enter it "
                    "for your own zone instead.",
                    name=partner.name or "",
                )
            )

    def _kfz_refuse_merge(self):
        """:raises UserError: for records that all zones use"""
        raise UserError(
            self.env._(
                "%(name)s is used by all zones, so only the administrator can merge it.",
                name=self[:1].display_name,
            )
        )

    def _kfz_refuse_common(self, partners, names):
        """:raises UserError: for any partners; says what to do instead"""
        for partner in partners[:1]:
            # sudo: all zones read these records; the kind of one whose link the user does not see is no secret
            kind = partner.sudo()._kfz_shared_kind()
            if kind in ("company", "user"):
                raise AccessError(
                    self.env._(
                        "%(name)s belongs to a company or a colleague and is shown to all zones: only the administrator of "
                        "companies and users changes it.",
                        name=partner.name or "",
                    )
                )
            if names and set(names) <= set(PRIVATE_FIELDS):
                raise ValidationError(partner._kfz_identity_only_message())
            if not names:
                raise UserError(
                    self.env._(
                        "%(name)s is in the common directory that all zones use and cannot be deleted. Open it and choose "
                        "“Propose a change” to have it archived.",
                        name=partner.name or "",
                    )
                )
            raise UserError(partner._kfz_common_message(names))

    def _kfz_common_message(self, names):
        """That fields of a common record are not changed here, and what to do instead."""
        labels = (self._fields[name]._description_string(self.env) for name in names)
        return self.env._(
            "%(name)s is in the common directory that all zones use, so you cannot change “%(fields)s” here. Open "
            "it and choose “Propose a change”; the keeper of the directory decides.",
            name=self.name or "",
            fields=comma(self.env).join(sorted(labels)),
        )
