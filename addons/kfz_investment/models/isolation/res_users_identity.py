"""Who somebody is, and where they work, is the administrator's to say: a name on a message or a confirmation is read as a fact."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

#: of one's own profile: who one is; the rest, such as telephone, picture and language, everybody keeps up to date
IDENTITY = ("name", "login", "email", "company_id", "company_ids", "partner_id", "active")
#: of one's own contact card: what core lets users enter in their profile, and notes when they last saw reminders
OWN_CARD = frozenset(
    {
        "phone",
        "image_1920",
        "lang",
        "tz",
        "street",
        "street2",
        "city",
        "zip",
        "state_id",
        "country_id",
        "website",
        "calendar_last_notif_ack",
    }
)


def refuse(records, name):
    """:raises AccessError: names the field"""
    raise AccessError(
        records.env._(
            "“%(field)s” of a person who works in a zone is the administrator's to change. Ask the administrator.",
            field=records._kfz_field_label(name),
        )
    )


class ResUsers(models.Model):
    """Core lets everybody take any name and address in the own profile."""

    _inherit = "res.users"

    kfz_is_identity_fixed = fields.Boolean(
        "Name and address are fixed",
        compute="_compute_kfz_is_identity_fixed",
        help="In a zone, the administrator enters the names and e-mail addresses of users.",
    )

    @api.depends_context("uid")
    @api.depends("company_ids.zone_code")
    def _compute_kfz_is_identity_fixed(self):
        keeps = self._kfz_keeps_people()
        for user in self:
            # sudo: whether somebody works in a zone is no secret; colleagues of other companies could take their names
            user.kfz_is_identity_fixed = not keeps and (
                user._is_internal() or bool(user.sudo().company_ids.filtered("zone_code"))
            )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "kfz_is_identity_fixed"]

    def write(self, vals):
        """As in core; a form may send back what it read.

        :raises AccessError: when users change who they are
        """
        own = self == self.env.user and not self.env.su and self.kfz_is_identity_fixed
        return super().write(self._kfz_without_identity(vals) if own else vals)

    def _kfz_without_identity(self, vals):
        """The values without those that say who the user is, which are what they were.

        :raises AccessError: when one is not
        """
        for name in IDENTITY:
            # sudo: users read what their own profile says of them
            if name in vals and not self.sudo()._kfz_is_same(name, vals[name]):
                refuse(self, name)
        return {name: value for name, value in vals.items() if name not in IDENTITY}

    @api.model
    def _kfz_keeps_people(self):
        """Whether the user is an administrator of people."""
        return (
            self.env.su
            or self.env.user._is_system()
            or self.env.user.has_group("base.group_erp_manager")
        )


class ResPartner(models.Model):
    """Contact cards of those who work in a zone, or did; core protects those of active colleagues, and by another sentence."""

    _inherit = "res.partner"

    def _kfz_check_values(self, vals_list):
        super()._kfz_check_values(vals_list)
        if self and not self.env["res.users"]._kfz_keeps_people():
            self._kfz_check_people(set().union(*vals_list))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_people(self):
        if not self.env["res.users"]._kfz_keeps_people():
            self._kfz_check_people({"active"})

    def _kfz_check_people(self, names):
        """Refuse to change fields on the cards of people of zones.

        :raises AccessError: on a colleague's card, or when it says who the user is
        """
        people = self._kfz_people()
        others = people - self.env.user.partner_id
        refused = sorted(names if others else names - OWN_CARD) if people else []
        known = [name for name in refused if name in self._fields]
        if known:
            # a hidden card is refused as such
            people.check_access("write")
            refuse(self, known[0])

    def _kfz_people(self):
        """Those of the contacts that are cards of internal users, also of former ones."""
        # sudo: whose card it is decides, whoever asks
        users = self.sudo().with_context(active_test=False).user_ids
        return self & users.filtered(lambda user: not user.share).partner_id.with_env(self.env)
