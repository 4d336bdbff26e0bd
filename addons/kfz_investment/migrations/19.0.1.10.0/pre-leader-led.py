"""Whether a principal leader led a visit: nobody has a rank yet, so the update need not compute it for all that are there."""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE kfz_interaction ADD COLUMN IF NOT EXISTS is_leader_led boolean DEFAULT FALSE;
        ALTER TABLE kfz_interaction ALTER COLUMN is_leader_led DROP DEFAULT
        """
    )
