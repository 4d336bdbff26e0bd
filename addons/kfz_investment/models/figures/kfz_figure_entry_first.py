"""When each project was first signed and landed, kept beside the ledger: a page of rows looks it up instead of adding up the ledger.

The database writes it with each change of the ledger, whoever makes it, in the same transaction. The table has no model, so no
client reads it; the report joins it to rows that the reader's rules have let through.
"""

from odoo import api, models
from odoo.tools import SQL

_TABLE = """
CREATE TABLE IF NOT EXISTS kfz_figure_first (
    lead_id integer PRIMARY KEY REFERENCES crm_lead ON DELETE CASCADE,
    signed_date date,
    landed_date date
)
"""
#: projects that have not landed
_OPEN = """
CREATE INDEX IF NOT EXISTS kfz_figure_first_open_idx ON kfz_figure_first (lead_id)
 WHERE signed_date IS NOT NULL AND landed_date IS NULL
"""
#: Rows are locked before the ledger is read. Of two transactions on one project the second waits; it then reads what the first has
#: committed, or, where its snapshot is older (as Odoo's are), starts over.
_KEEP = """
CREATE OR REPLACE FUNCTION kfz_figure_first_keep(leads integer[]) RETURNS void LANGUAGE plpgsql AS $keep$
BEGIN
    INSERT INTO kfz_figure_first AS kept (lead_id)
         SELECT lead FROM unnest(leads) lead ORDER BY lead
    ON CONFLICT (lead_id) DO UPDATE SET lead_id = kept.lead_id;
    UPDATE kfz_figure_first kept SET signed_date = now.signed_date, landed_date = now.landed_date
      FROM unnest(leads) lead
 LEFT JOIN LATERAL ({first}) now ON TRUE
     WHERE kept.lead_id = lead
       AND (kept.signed_date, kept.landed_date) IS DISTINCT FROM (now.signed_date, now.landed_date);
END $keep$
"""
_FOLLOW = """
CREATE OR REPLACE FUNCTION kfz_figure_first_follow() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM kfz_figure_first_keep(ARRAY(SELECT DISTINCT lead_id FROM entered));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM kfz_figure_first_keep(ARRAY(SELECT DISTINCT lead_id FROM gone));
    ELSE
        PERFORM kfz_figure_first_keep(ARRAY(SELECT lead_id FROM entered UNION SELECT lead_id FROM gone));
    END IF;
    RETURN NULL;
END $follow$
"""
#: operation -> what it calls the rows before and after
_TRIGGERS = {
    "INSERT": "NEW TABLE AS entered",
    "UPDATE": "OLD TABLE AS gone NEW TABLE AS entered",
    "DELETE": "OLD TABLE AS gone",
}


def first_dates(rows, counted=SQL("TRUE")):
    """The query of the first dates of projects: of a day on which, all in all, something was signed or landed.

    :param rows: condition on the entries ``known`` of which there is a result
    :param counted: condition on those of them that count
    """
    return SQL(
        """SELECT lead_id,
                  MIN(effective_date) FILTER (WHERE indicator = 'signed' AND net > 0) AS signed_date,
                  MIN(effective_date) FILTER (WHERE indicator = 'landed' AND net > 0) AS landed_date
             FROM (SELECT known.lead_id, known.indicator, known.effective_date, SUM(known.count) FILTER (WHERE %s) AS net
                     FROM kfz_figure_entry known WHERE %s
                 GROUP BY known.lead_id, known.indicator, known.effective_date) per_day
         GROUP BY lead_id""",
        counted,
        rows,
    )


def uninstall(cr):
    """Take all of it away; the ledger goes by itself."""
    cr.execute("DROP FUNCTION IF EXISTS kfz_figure_first_follow() CASCADE")
    cr.execute("DROP FUNCTION IF EXISTS kfz_figure_first_keep(integer[])")
    cr.execute("DROP TABLE IF EXISTS kfz_figure_first")


class KfzFigureEntry(models.Model):
    """The first dates of projects follow the ledger."""

    _inherit = "kfz.figure.entry"

    def init(self):
        super().init()
        cr = self.env.cr
        cr.execute(_TABLE)
        cr.execute(_OPEN)
        first = first_dates(SQL("known.lead_id = lead"))
        cr.execute(SQL(_KEEP.replace("{first}", "%s"), first))
        cr.execute(_FOLLOW)
        for operation, tables in _TRIGGERS.items():
            name = SQL.identifier(f"kfz_figure_first_{operation.lower()}")
            cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON kfz_figure_entry", name))
            cr.execute(
                SQL(
                    """CREATE TRIGGER %s AFTER %s ON kfz_figure_entry REFERENCING %s
                       FOR EACH STATEMENT EXECUTE FUNCTION kfz_figure_first_follow()""",
                    name,
                    SQL(operation),
                    SQL(tables),
                )
            )
        self._kfz_fill_first_dates()

    @api.model
    def _kfz_fill_first_dates(self):
        """Keep the first dates of projects for which they are not kept as they should be: of a ledger that is older than the table,
        or was filled while triggers were off. Run by each update."""
        self.env.cr.execute(
            SQL(
                """INSERT INTO kfz_figure_first AS kept (lead_id, signed_date, landed_date) %s
                   ON CONFLICT (lead_id) DO UPDATE SET signed_date = EXCLUDED.signed_date, landed_date = EXCLUDED.landed_date
                   WHERE (kept.signed_date, kept.landed_date) IS DISTINCT FROM (EXCLUDED.signed_date, EXCLUDED.landed_date)""",
                first_dates(SQL("TRUE")),
            )
        )
        self.env.cr.execute(
            """DELETE FROM kfz_figure_first kept
                WHERE NOT EXISTS (SELECT FROM kfz_figure_entry entry WHERE entry.lead_id = kept.lead_id)"""
        )

    @api.model
    def _kfz_wrong_first_dates(self, zone=None):
        """The ids of projects whose first dates are not kept as the ledger has them, of a zone or of all."""
        self.flush_model()
        query = SQL(
            """SELECT lead_id FROM (%s) ledger FULL JOIN kfz_figure_first kept USING (lead_id)
                 JOIN crm_lead lead ON lead.id = lead_id
                WHERE (%s) AND (kept.lead_id IS NULL
                   OR (kept.signed_date, kept.landed_date) IS DISTINCT FROM (ledger.signed_date, ledger.landed_date))
             ORDER BY lead_id""",
            first_dates(SQL("known.company_id = %s", zone.id) if zone else SQL("TRUE")),
            SQL("lead.company_id = %s", zone.id) if zone else SQL("TRUE"),
        )
        return [lead for [lead] in self.env.execute_query(query)]
