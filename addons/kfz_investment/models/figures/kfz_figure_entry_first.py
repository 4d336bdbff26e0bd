"""When each project was first signed and landed, and since when with a document (``kfz_figure_proof.py``), kept beside the ledger: a page
of rows looks it up instead of adding up the ledger.

The database writes it with each change of the ledger, whoever makes it, in the same transaction. The table has no model, so no
client reads it; the report joins it to rows that the reader's rules have let through.
"""

from odoo import api, models
from odoo.tools import SQL

from . import kfz_figure_proof
from .kfz_figure_proof import proofs

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
         SELECT lead.id FROM crm_lead lead WHERE lead.id = ANY (leads) ORDER BY lead.id
    ON CONFLICT (lead_id) DO UPDATE SET lead_id = kept.lead_id;
    UPDATE kfz_figure_first kept SET signed_date = now.signed_date, landed_date = now.landed_date,
                                     agreed_since = agreed.since, landing_since = landing.since
      FROM unnest(leads) lead
 LEFT JOIN LATERAL (%s) now ON TRUE
 LEFT JOIN LATERAL (%s) agreed ON TRUE
 LEFT JOIN LATERAL (%s) landing ON TRUE
     WHERE kept.lead_id = lead
       AND (kept.signed_date, kept.landed_date, kept.agreed_since, kept.landing_since)
           IS DISTINCT FROM (now.signed_date, now.landed_date, agreed.since, landing.since);
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


def kept_values(ledger, facts=SQL("TRUE")):
    """The query of all that is kept of projects that have entries.

    :param ledger: condition on the entries ``known``
    :param facts: condition on the agreements and landings ``fact``
    """
    return SQL(
        """SELECT ledger.lead_id, ledger.signed_date, ledger.landed_date, agreed.since AS agreed_since, landing.since AS landing_since
             FROM (%s) ledger LEFT JOIN (%s) agreed ON agreed.lead_id = ledger.lead_id
        LEFT JOIN (%s) landing ON landing.lead_id = ledger.lead_id""",
        first_dates(ledger),
        proofs("agreed_since", facts),
        proofs("landing_since", facts),
    )


def uninstall(cr):
    """Take all of it away; the ledger goes by itself."""
    kfz_figure_proof.uninstall(cr)
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
        cr.execute(kfz_figure_proof.COLUMNS)
        cr.execute(_OPEN)
        first, facts = first_dates(SQL("known.lead_id = lead")), SQL("fact.lead_id = lead")
        since = (proofs(name, facts) for name in kfz_figure_proof.PROOFS)
        cr.execute(SQL(_KEEP, first, *since))
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
        kfz_figure_proof.follow(cr)
        self._kfz_fill_first_dates()

    @api.model
    def _kfz_fill_first_dates(self):
        """Keep the first dates of projects for which they are not kept as they should be: of a ledger that is older than the table,
        or was filled while triggers were off. Run by each update."""
        self.env.cr.execute(
            SQL(
                """INSERT INTO kfz_figure_first AS kept (lead_id, signed_date, landed_date, agreed_since, landing_since) %s
                   ON CONFLICT (lead_id) DO UPDATE SET (signed_date, landed_date, agreed_since, landing_since)
                      = (EXCLUDED.signed_date, EXCLUDED.landed_date, EXCLUDED.agreed_since, EXCLUDED.landing_since)
                   WHERE (kept.signed_date, kept.landed_date, kept.agreed_since, kept.landing_since)
                         IS DISTINCT FROM (EXCLUDED.signed_date, EXCLUDED.landed_date, EXCLUDED.agreed_since, EXCLUDED.landing_since)""",
                kept_values(SQL("TRUE")),
            )
        )
        self.env.cr.execute(
            """DELETE FROM kfz_figure_first kept
                WHERE NOT EXISTS (SELECT FROM kfz_figure_entry entry WHERE entry.lead_id = kept.lead_id)"""
        )

    @api.model
    def _kfz_wrong_first_dates(self, zone=None):
        """The ids of projects whose first dates are not kept as the ledger has them, of a zone or of all."""
        for model in ("kfz.figure.entry", "kfz.agreement", "kfz.milestone", "ir.attachment"):
            self.env[model].flush_model()
        of_zone = SQL("lead.company_id = %s", zone.id) if zone else SQL("TRUE")
        rows = SQL("known.company_id = %s", zone.id) if zone else SQL("TRUE")
        facts = SQL("fact.company_id = %s", zone.id) if zone else SQL("TRUE")
        query = SQL(
            """SELECT lead_id FROM (%s) ledger FULL JOIN kfz_figure_first kept USING (lead_id)
                 JOIN crm_lead lead ON lead.id = lead_id
            LEFT JOIN (%s) agreed USING (lead_id) LEFT JOIN (%s) landing USING (lead_id)
                WHERE %s AND (kept.lead_id IS NULL
                   OR (kept.signed_date, kept.landed_date, kept.agreed_since, kept.landing_since)
                      IS DISTINCT FROM (ledger.signed_date, ledger.landed_date, agreed.since, landing.since))
             ORDER BY lead_id""",
            first_dates(rows),
            proofs("agreed_since", facts),
            proofs("landing_since", facts),
            of_zone,
        )
        return [lead for [lead] in self.env.execute_query(query)]
