"""Files into plain cells.

`reader` (the one way in, raises nothing but `errors.WorkbookError`), `sniff` (what a file is); `xlsx` (`xlsx_package`
parts, `xlsx_xml`, `xlsx_sheet` cells, `xlsx_comments`), `xls` (`xls_mend` rights wrong counts), `text`
(`text_encoding`); `strikes` and `signs`, `numformat`, `serials` and `shown` (the number that is shown).
"""
