"""Office workbooks in: bytes -> sheets -> a table with known columns. Plain Python, nothing imports odoo.

`reader.read()` turns bytes into sheets and never raises anything but `errors.WorkbookError`;
`table.find_table()` finds the heading among them; `dates`, `amounts` and `cells` read single cells.
"""
