from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import referral


class KfzReferralMember(models.Model):
    """A member of a team that referred together; each has a share, one is the payee (design §8.2)."""

    _name = "kfz.referral.member"
    _description = "Member of a team of referrers"
    _order = "is_payee desc, share desc, id"
    _rec_name = "name"

    referral_id = fields.Many2one("kfz.referral", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        related="referral_id.company_id",
        store=True,
        index=True,
        precompute=True,
    )
    partner_id = fields.Many2one(
        "res.partner", "Contact", ondelete="restrict", index="btree_not_null"
    )
    name = fields.Char(
        "Member",
        required=True,
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
    )
    share = fields.Float("Share (%)", digits=(5, 2), required=True)
    is_payee = fields.Boolean("Payee", help="The award is paid to this member, who divides it.")

    @api.depends("partner_id")
    def _compute_name(self):
        for member in self:
            member.name = member.name or member.partner_id.name

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members.referral_id._kfz_check_open()
        members.referral_id._check_team()
        return members

    def write(self, vals):
        if "referral_id" in vals and any(
            member.referral_id.id != vals["referral_id"] for member in self
        ):
            raise UserError(self.env._("A member belongs to its referral."))
        self.referral_id._kfz_check_open()
        result = super().write(vals)
        self.referral_id._check_team()
        return result

    def unlink(self):
        records = self.referral_id
        records._kfz_check_open()
        result = super().unlink()
        records.exists()._check_team()
        return result

    def _kfz_check_team(self, record):
        """Refuse a team that cannot be paid; lines being saved one by one are looked at when all are there.

        :raise ValidationError: names the rule that is broken
        """
        shares = [Decimal(repr(member.share)).quantize(Decimal("0.01")) for member in self]
        match referral.team_problem(shares, self.mapped("is_payee")):
            case "share":
                raise ValidationError(
                    self.env._("Each member of the team has a share above 0 and up to 100 percent.")
                )
            case "sum":
                raise ValidationError(
                    self.env._(
                        "The shares of the team for “%(enterprise)s” must sum to 100 percent; they sum to %(sum)s.",
                        enterprise=record.enterprise_name,
                        sum=sum(shares),
                    )
                )
            case "payee":
                raise ValidationError(self.env._("A team has exactly one payee: tick one member."))
