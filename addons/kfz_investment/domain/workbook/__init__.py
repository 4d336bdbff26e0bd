"""Office workbooks in: bytes -> sheets -> a table with known columns. Plain Python, nothing imports odoo.

Readers, from bytes to plain cells: `reader` (the one way in, raises nothing but `errors.WorkbookError`), `sniff` (what a file is),
`limits`; `xlsx` (`xlsx_package` parts, `xlsx_xml`, `xlsx_sheet` cells), `xls` (`xls_mend` rights wrong counts), `text`
(`text_encoding`); `numformat` and `shown` (the number that is shown), `sheet` (what readers give, with doubts and broken rows).

The table: `table` (the way in), `header` (which rows are the heading), `headings` and `hints` (what its words mean), `storeys` (rows
above and below that belong to it), `foreign` and `reach` (headings of unknown words), `blocks` and `beside` (further lists), `rows`,
`rowrules`, `rowwords`, `sums` (which lines are data), `merges` and `remarks` (what is noticed before cells are read).

The columns: `columns` (what is known and chosen), `proposals`, `glimpse`, `headwords`, `likeness`, `rivals` (what unknown ones are
perhaps), `unresolved` (what hangs on them), `letters`.

Single cells: `cells`, `amounts` and `amounttexts` (`unit`, `units`, `money_words`, `currencies`, `marks`, `numerals`), `dates`
(`daytexts`, `periods`); `memo` keeps answers about short texts.
"""
