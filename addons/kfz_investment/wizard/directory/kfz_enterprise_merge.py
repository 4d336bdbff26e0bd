from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class KfzEnterpriseMerge(models.TransientModel):
    """Merge duplicates of the zone's own enterprises, or own ones into the common record: a preview and one act.

    Who may, what stands against it and what moves is the model's to say (``res_partner_duplicates.py``).
    """

    _name = "kfz.enterprise.merge"
    _description = "Merge enterprises"

    enterprise_ids = fields.Many2many(
        "res.partner",
        "kfz_enterprise_merge_partner_rel",
        "wizard_id",
        "partner_id",
        "Enterprises",
        domain=[("is_enterprise", "=", True)],
        context={"active_test": False},
    )
    kept_id = fields.Many2one(
        "res.partner",
        "Enterprise that is kept",
        compute="_compute_kept_id",
        store=True,
        readonly=False,
        compute_sudo=False,
        domain="[('id', 'in', enterprise_ids)]",
        help="The others are deleted, and what hangs on them moves here. A common enterprise is always kept.",
    )
    is_into_common = fields.Boolean(compute="_compute_preview", compute_sudo=False)
    moves = fields.Text("What moves", compute="_compute_preview", compute_sudo=False)
    problems = fields.Text("What stands against it", compute="_compute_preview", compute_sudo=False)

    @api.depends("enterprise_ids")
    def _compute_kept_id(self):
        """The common one; else one with a code, the one with most projects and visits among them."""
        for wizard in self:
            partners = wizard.enterprise_ids._origin
            if wizard.kept_id._origin in partners and not any(
                each._kfz_is_common() for each in partners - wizard.kept_id._origin
            ):
                continue
            wizard.kept_id = partners.sorted(
                lambda each: (
                    not each._kfz_is_common(),
                    not each.vat,
                    -sum(count for _label, count in each._kfz_merge_moves()),
                    each.id,
                )
            )[:1]

    @api.depends("enterprise_ids", "kept_id")
    def _compute_preview(self):
        for wizard in self:
            kept = wizard.kept_id._origin
            gone = wizard.enterprise_ids._origin - kept
            wizard.is_into_common = kept._kfz_is_common()
            wizard.moves = wizard.problems = False
            try:
                gone._kfz_check_merge(kept)
            except (AccessError, UserError) as error:
                wizard.problems = str(error)
                continue
            wizard.problems = "\n".join(gone._kfz_merge_problems(kept))
            wizard.moves = "\n".join(
                self.env._("%(what)s: %(count)s", what=label, count=count)
                for label, count in gone._kfz_merge_moves()
                if count
            ) or self.env._("Nothing: no record hangs on them.")

    def action_merge(self):
        """Merge, and open the enterprise that is kept."""
        self.ensure_one()
        kept = self.kept_id
        (self.enterprise_ids - kept)._kfz_merge_into(kept)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("kfz_investment.kfz_enterprise_action"),
            "res_id": kept.id,
            "views": [(self.env.ref("kfz_investment.res_partner_view_form_kfz").id, "form")],
        }
