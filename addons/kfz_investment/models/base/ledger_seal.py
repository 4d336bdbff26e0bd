"""What a model declares to have its rows sealed, and the lines of the chain."""

import io
from dataclasses import dataclass

from odoo.tools import SQL

from ...domain import ledger_chain
from .sql_copy import copy_rows, copy_text

COLUMNS = (
    "company_id, chain, sequence, ledger, row_id, user_id, moment, content, previous_hash, hash"
)


@dataclass(frozen=True)
class Seal:
    """The rows of a table that are sealed once they count.

    :param columns: what a seal repeats; the rest may change
    :param chain: column with the number of the chain, a project's; None for the one chain of the zone
    :param zone: column with the zone whose ledger it is
    :param when: SQL on the row ``t``: which rows count
    :param is_private: for managers; verifiers are not told what is wrong with such rows
    """

    columns: tuple
    chain: str | None = None
    zone: str = "company_id"
    when: str = "TRUE"
    is_private: bool = False

    def select(self, table, condition):
        """The query of (id, zone, chain, texts of the columns) of rows that count, in the order of their ids."""
        # pylint: disable=sql-injection
        return SQL(
            f"SELECT t.id, t.%s, %s, ARRAY[%s] FROM %s t WHERE ({self.when}) AND %s ORDER BY t.id",
            SQL.identifier(self.zone),
            SQL("t.%s", SQL.identifier(self.chain)) if self.chain else SQL("0"),
            SQL(", ").join(SQL("t.%s::text", SQL.identifier(name)) for name in self.columns),
            SQL.identifier(table),
            condition,
        )

    def values(self, texts):
        """{column: text} of the columns that are not empty."""
        return {
            name: text for name, text in zip(self.columns, texts, strict=True) if text is not None
        }


@dataclass
class Chain:
    """The end of a chain while seals are appended to it."""

    zone: int
    number: int
    count: int
    hash: str
    moment: str

    def line(self, ledger, row, values, *, user, moment):
        """The next seal as a line of COPY."""
        self.count += 1
        self.moment = max(moment, self.moment, key=ledger_chain.plain_moment)
        said = {
            "zone": self.zone,
            "chain": self.number,
            "place": self.count,
            "ledger": ledger,
            "row": row,
            "user": user,
            "moment": self.moment,
        }
        previous, text = self.hash, ledger_chain.canonical({**said, "values": values})
        self.hash = ledger_chain.digest(previous, text)
        cells = (*said.values(), copy_text(text), previous, self.hash)
        return "\t".join(map(str, cells)) + "\n"


def append(cr, lines):
    """Write seals."""
    copy_rows(cr, "kfz_ledger_seal", COLUMNS, io.StringIO("".join(lines)))


def entry(row):
    """A stored seal as the domain takes it."""
    zone, chain, place, ledger, ident, user, moment, content, previous, digest, _id = row
    said = {
        "zone": zone,
        "chain": chain,
        "place": place,
        "ledger": ledger,
        "row": ident,
        "user": user,
        "moment": moment,
    }
    return ledger_chain.Entry(place, content, previous, digest, said)
