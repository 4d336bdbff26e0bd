"""Office workbooks in: bytes -> sheets -> a table with known columns. Plain Python, nothing imports odoo.

Readers, from bytes to plain cells: `reader` (the one way in, raises nothing but `errors.WorkbookError`), `sniff`
(what a file is), `limits`; `xlsx` (`xlsx_package` parts, `xlsx_xml`, `xlsx_sheet` cells, `xlsx_comments`), `xls`
(`xls_mend` rights wrong counts), `text` (`text_encoding`); `strikes`; `numformat` and `shown` (the number that is
shown), `sheet` (what readers give, with doubts and broken rows).

The table: `table` (the way in), `header` (which rows are the heading), `headings` and `hints` (what its words mean),
`storeys` (rows above and below that belong to it), `foreign` and `reach` (headings of unknown words), `blocks` and
`beside` (further lists), `rows`, `rowrules`, `rowwords`, `sums`, `parts` (which lines are data), `merges`, `remarks`
and `cumulated` (what is noticed before cells are read), `lines` (units said above, between and below), `transposed`
and `said` (forms, and what titles say).

The columns: `columns` (what is known and chosen), `proposals`, `glimpse`, `headwords`, `likeness`, `rivals` (what
unknown ones are perhaps), `unresolved` (what hangs on them), `grouping`, `measures` (heads and units that make
another column), `letters`.

Single cells: `cells`, `amounts`, `amounttexts` and `signs` (`unit`, `units`, `money_words`, `currencies`, `marks`,
`numerals`), `dates` (`daytexts`, `datewords`, `periods`); `memo` keeps answers about short texts.
"""
