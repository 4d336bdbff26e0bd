import dataclasses

from odoo import models

from ...domain import gates


class CrmLead(models.Model):
    """Whether a project could be signed: a formal agreement comes into force only then."""

    _inherit = "crm.lead"

    def _kfz_is_signed(self):
        """Whether the project has been signed, or was let past that gate."""
        self.ensure_one()
        return bool(self.signed_date) or self.stage_id.is_won

    def _kfz_missing_to_sign(self):
        """What the gates up to “signed” ask for, apart from the formal agreement itself.

        :return: what is missing, in words; and the checks that a manager's override waives at “signed”
        """
        self.ensure_one()
        stages = self.env["crm.stage"]._kfz_pipeline()
        signed = stages.filtered(lambda stage: stage.milestone == "signed")[:1]
        passage = self._kfz_passages(stages)[self][1]
        facts = dataclasses.replace(
            self._kfz_facts(), formal_agreement=True, formal_agreement_document=True
        )
        rules = self.env["kfz.gate.rule"]._kfz_rules()
        labels = dict(
            self.env["kfz.gate.rule"]._fields["check_code"]._description_selection(self.env)
        )
        missing = [
            labels[item.check] for item in gates.missing(rules, facts, passage, signed.sequence)
        ]
        waived = {
            check
            for check in ("formal_agreement", "formal_agreement_document")
            if passage.waived(gates.Rule(check, signed.id, signed.sequence))
        }
        return missing, waived
