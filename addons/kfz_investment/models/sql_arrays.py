"""Many values at once for PostgreSQL, cheaply: columns as one text each (an ``ARRAY[…]`` of thousands of literals is read one by
one, here and there), rows by ``COPY``."""
import itertools

import psycopg2.extensions

#: rows handed over at a time: the database takes them in while the next ones are made
BATCH = 200
_COPY = str.maketrans({'\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r'})


def ids(records):
    """An array literal of the ids of saved records."""
    return '{%s}' % ','.join(map(str, records._ids))


def array(values):
    """An array literal of ids, numbers, dates or texts; to be cast to its type. None and False are NULL."""
    return '{%s}' % ','.join([_item(value) for value in values])


def _item(value):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return 'NULL' if value is None or value is False else '"%s"' % str(value).replace('\\', '\\\\').replace('"', '\\"')


def copy(cr, table, columns, rows):
    """Append rows of numbers and texts to a table; ``rows`` may be made while they are copied."""
    # core: an eventual async callback does not go with COPY
    callback = psycopg2.extensions.get_wait_callback()
    psycopg2.extensions.set_wait_callback(None)
    try:
        cr.copy_from(_Lines(rows, len(columns)), table=table, columns=columns)
    finally:
        psycopg2.extensions.set_wait_callback(callback)


class _Lines:
    """A file of rows to copy."""

    def __init__(self, rows, count):
        self.lines = (_line(row, count) for row in rows)

    def read(self, _size):
        """The next rows; nothing at the end."""
        return ''.join(itertools.islice(self.lines, BATCH))

    def readline(self):
        """Asked for by psycopg2, never called by it."""
        return next(self.lines, '')


def _line(row, count):
    """A row as a line; its values are looked at one by one only when one of them needs it."""
    line = '\t'.join(map(str, row))
    if '\\' in line or '\n' in line or '\r' in line or line.count('\t') != count - 1:
        line = '\t'.join([str(value).translate(_COPY) for value in row])
    return f'{line}\n'
