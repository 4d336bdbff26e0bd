"""Office workbooks in: bytes -> sheets -> a table with known columns. Plain Python, nothing imports odoo.

Each package uses those above it, never one below; its `__init__` is its map.

- here: `errors`, `limits`, `memo` (answers about short texts), `letters` (of columns), `sheet` (what readers give, with
  doubts and broken rows), `cells` (text of a cell);
- `readers`: files into cells; the way in is `readers.reader`;
- `values`: amounts, units, currencies and dates, in a cell or said about cells;
- `heading`: which rows are the heading, and what its words mean;
- `columns`: which column is what, what is proposed and what is left undecided;
- `lists`: which lines are data, further lists, notes and sums; the way in is `lists.table`.
"""
