"""The enterprise of an issue is that of its project: the update need not compute it for all that are there."""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE kfz_issue ADD COLUMN IF NOT EXISTS partner_id integer;
        UPDATE kfz_issue issue SET partner_id = lead.partner_id FROM crm_lead lead WHERE lead.id = issue.lead_id
        """
    )
