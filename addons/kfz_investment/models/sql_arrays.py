"""Long columns of values as one text for PostgreSQL: an ``ARRAY[…]`` of thousands of literals is parsed one by one, here and there."""
import io

import psycopg2.extensions

CHUNK = 1 << 20
_COPY = str.maketrans({'\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r'})


def array(values):
    """An array literal of ids, numbers, dates or texts; to be cast to its type."""
    return '{%s}' % ','.join([_item(value) for value in values])


def ids(records):
    """An array literal of the ids of saved records."""
    return '{%s}' % ','.join(map(str, records._ids))


def _item(value):
    if isinstance(value, str):
        return '"%s"' % value.replace('\\', '\\\\').replace('"', '\\"')
    return 'NULL' if value is None or value is False else str(value)


def copy(cr, table, columns, rows):
    """Append rows of numbers and texts to a table by ``COPY``, as core does for external ids."""
    # core: an eventual async callback does not go with COPY
    callback = psycopg2.extensions.get_wait_callback()
    psycopg2.extensions.set_wait_callback(None)
    try:
        lines = [_line(row, len(columns)) for row in rows]
        cr.copy_from(io.StringIO('\n'.join(lines)), table=table, columns=columns, size=CHUNK)
    finally:
        psycopg2.extensions.set_wait_callback(callback)


def _line(row, count):
    """A row as a line; its values are looked at one by one only when one of them needs it."""
    line = '\t'.join(map(str, row))
    if '\\' in line or '\n' in line or '\r' in line or line.count('\t') != count - 1:
        return '\t'.join([str(value).translate(_COPY) for value in row])
    return line
