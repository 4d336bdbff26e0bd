"""Entries of the award ledger on their way into the database."""

import itertools

import psycopg2.extensions

from ...domain import ledger_chain

#: entries handed over at a time
BATCH = 50


class ChainLines:
    """A file of COPY that makes each line when it is read: hashes are made while the database writes.

    ``place`` and ``hash`` are those of the entry that was read last.
    """

    COLUMNS = (
        "id, company_id, sequence, award_id, step, user_id, moment, content, previous_hash, hash"
    )

    def __init__(self, rows, place, last_hash, *, zone, user, moment):
        """:param rows: of (id, (award id, step, content beyond the columns))"""
        self.rows, self.place, self.hash = iter(rows), place, last_hash
        self.zone, self.user, self.moment = zone, user, moment

    def copy(self, cr):  # pylint: disable=method-required-super
        """Append all entries to the table."""
        # as core does where it copies: a server of green threads waits by a callback, which COPY does not take
        callback = psycopg2.extensions.get_wait_callback()
        psycopg2.extensions.set_wait_callback(None)
        try:
            cr.copy_expert(f"COPY kfz_award_entry ({self.COLUMNS}) FROM STDIN", self)
        finally:
            psycopg2.extensions.set_wait_callback(callback)

    def read(self, _size):  # pylint: disable=method-required-super
        """The next lines, or nothing at the end."""
        return "".join(map(self._line, itertools.islice(self.rows, BATCH)))

    def _line(self, row):
        ident, (award, step, content) = row
        self.place += 1
        previous, text = (
            self.hash,
            ledger_chain.canonical(
                {
                    **content,
                    "id": ident,
                    "zone": self.zone,
                    "place": self.place,
                    "award": award,
                    "step": step,
                    "user": self.user,
                    "moment": self.moment,
                }
            ),
        )
        self.hash = ledger_chain.digest(previous, text)
        # a canonical text has no line break or tabulator; the backslashes of its escapes are escaped once more
        escaped = text.replace("\\", "\\\\")
        return (
            f"{ident}\t{self.zone}\t{self.place}\t{award}\t{step}\t{self.user}\t{self.moment}\t{escaped}\t{previous}\t"
            f"{self.hash}\n"
        )
