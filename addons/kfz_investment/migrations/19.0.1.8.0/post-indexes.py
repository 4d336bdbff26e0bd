"""Indexes of the ledgers by zone alone go: the ledgers have others now that begin with the zone."""


def migrate(cr, version):
    cr.execute(
        "DROP INDEX IF EXISTS kfz_figure_entry__company_id_index, kfz_credit_entry__company_id_index"
    )
