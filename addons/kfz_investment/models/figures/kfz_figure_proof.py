"""Since when each project has a document behind its signing and its landing, kept with its first dates.

Like those, it is written by the database with each change, whoever makes it: of an agreement or a landing, of a link to a document, of the
document itself.
"""

from odoo import models
from odoo.tools import SQL

#: whether a file has content (``ir.attachment._kfz_with_content``)
HAS_CONTENT = SQL(
    r"CASE WHEN document.type = 'url' THEN document.url ~ '^https?://[^\s/]+\S*$' ELSE document.file_size > 0 END"
)
#: column -> (table of the facts, column of their links, which facts can count, which of them do)
PROOFS = {
    "agreed_since": (
        "kfz_agreement",
        "agreement_id",
        "fact.kind = 'formal'",
        "fact.state <> 'draft'",
    ),
    "landing_since": (
        "kfz_milestone",
        "milestone_id",
        "fact.milestone = 'landed'",
        "fact.state = 'recognised'",
    ),
}
COLUMNS = """
ALTER TABLE kfz_figure_first ADD COLUMN IF NOT EXISTS agreed_since timestamp, ADD COLUMN IF NOT EXISTS landing_since timestamp
"""
#: which facts changed in what matters: all others are the same before and after
_CHANGED = """SELECT fact.lead_id FROM (SELECT * FROM entered UNION ALL SELECT * FROM gone) fact
               WHERE {kind} GROUP BY fact.id, fact.lead_id, fact.{word}, fact.state HAVING count(*) = 1"""
_FOLLOW = """
CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
    PERFORM kfz_figure_first_keep(ARRAY(%s));
    RETURN NULL;
END $follow$
"""
_LINKED = "SELECT DISTINCT fact.lead_id FROM {rows} link JOIN {table} fact ON fact.id = link.{column} WHERE {kind}"


def proofs(name, rows=SQL("TRUE"), counted=None):
    """The query of the moments since which projects have a document behind a fact; of a document without a moment, never.

    :param rows: condition on the facts
    :param counted: condition on those of them that count, if not the usual one
    """
    table, column, kind, counts = PROOFS[name]
    return SQL(
        """SELECT fact.lead_id, MIN(COALESCE(document.create_date, 'infinity')) AS since
             FROM %s fact JOIN %s link ON link.%s = fact.id JOIN ir_attachment document ON document.id = link.attachment_id
            WHERE %s AND %s AND %s AND %s GROUP BY fact.lead_id""",
        SQL.identifier(table),
        SQL.identifier(f"{table}_attachment_rel"),
        SQL.identifier(column),
        SQL(kind),
        counted or SQL(counts),
        HAS_CONTENT,
        rows,
    )


def follow(cr):
    """The triggers by which the database keeps the proofs."""
    for table, column, kind, _counts in PROOFS.values():
        word = kind.split()[0].removeprefix("fact.")
        names = {"table": table, "column": column, "kind": kind, "word": word}
        changed = _CHANGED.format(**names)
        gone = f"SELECT DISTINCT fact.lead_id FROM gone fact WHERE {kind}"
        links = f"{table}_attachment_rel"
        _trigger(cr, table, "UPDATE", changed, "OLD TABLE AS gone NEW TABLE AS entered")
        # what is new has no document yet
        _trigger(cr, table, "DELETE", gone, "OLD TABLE AS gone")
        for operation, rows in {"INSERT": "entered", "DELETE": "gone"}.items():
            leads = _LINKED.format(rows=rows, **names)
            side = "NEW" if operation == "INSERT" else "OLD"
            _trigger(cr, links, operation, leads, f"{side} TABLE AS {rows}")
    _follow_files(cr)


def _follow_files(cr):
    """A document counts by its content; what is deleted loses its links."""
    leads = " UNION ".join(
        _LINKED.format(rows=f"{table}_attachment_rel", table=table, column=column, kind=kind)
        + " AND link.attachment_id = NEW.id"
        for table, column, kind, _counts in PROOFS.values()
    )
    cr.execute(SQL(_FOLLOW, SQL.identifier("kfz_figure_proof_file"), SQL(leads)))
    cr.execute("DROP TRIGGER IF EXISTS kfz_figure_proof_file ON ir_attachment")
    cr.execute(
        """CREATE TRIGGER kfz_figure_proof_file AFTER UPDATE ON ir_attachment FOR EACH ROW
             WHEN ((OLD.type, OLD.url, OLD.file_size, OLD.create_date) IS DISTINCT FROM (NEW.type, NEW.url, NEW.file_size, NEW.create_date))
             EXECUTE FUNCTION kfz_figure_proof_file()"""
    )


def _trigger(cr, table, operation, leads, rows):
    """A trigger after each statement.

    :param leads: query of the projects whose proofs are looked at again
    :param rows: what the query calls the rows before and after
    """
    name = f"{table.removeprefix('kfz_')}_{operation.lower()}"
    trigger = SQL.identifier(f"kfz_figure_proof_{name}")
    cr.execute(SQL(_FOLLOW, trigger, SQL(leads)))
    cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON %s", trigger, SQL.identifier(table)))
    cr.execute(
        SQL(
            "CREATE TRIGGER %s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()",
            trigger,
            SQL(operation),
            SQL.identifier(table),
            SQL(rows),
            trigger,
        )
    )


def uninstall(cr):
    """Take the triggers away, also from what stays."""
    cr.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'kfz\\_figure\\_proof\\_%'")
    for [name] in cr.fetchall():
        cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", SQL.identifier(name)))


class KfzMilestone(models.Model):
    """Landings that were taken back, for which reports as of a past moment ask."""

    _inherit = "kfz.milestone"

    _landing_reversed_idx = models.Index(
        "(reversed_on) WHERE milestone = 'landed' AND reversed_on IS NOT NULL"
    )
