"""Columns that the evaluation of lights writes have no index any more; Odoo leaves one that a field has lost."""


def migrate(cr, version):
    cr.execute(
        """
        DROP INDEX IF EXISTS crm_lead__light_index, crm_lead__light_next_index,
            crm_lead__light_progress_rule_id_index, crm_lead__light_record_rule_id_index
        """
    )
