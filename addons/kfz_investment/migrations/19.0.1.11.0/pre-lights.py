"""The columns of lights, empty: the update computes nothing. The last edit of a project is when it was last written."""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE crm_lead
            ADD COLUMN IF NOT EXISTS light varchar,
            ADD COLUMN IF NOT EXISTS light_progress varchar,
            ADD COLUMN IF NOT EXISTS light_progress_since date,
            ADD COLUMN IF NOT EXISTS light_progress_rule_id integer,
            ADD COLUMN IF NOT EXISTS light_progress_data jsonb,
            ADD COLUMN IF NOT EXISTS light_record varchar,
            ADD COLUMN IF NOT EXISTS light_record_since date,
            ADD COLUMN IF NOT EXISTS light_record_rule_id integer,
            ADD COLUMN IF NOT EXISTS light_record_data jsonb,
            ADD COLUMN IF NOT EXISTS light_next date,
            ADD COLUMN IF NOT EXISTS light_moved_on date,
            ADD COLUMN IF NOT EXISTS light_edit_on date,
            ADD COLUMN IF NOT EXISTS light_reason varchar,
            ADD COLUMN IF NOT EXISTS light_reason_on date
        """
    )
