"""The lists of a sheet and their lines.

`table` (the way in), `blocks` and `beside` (further lists), `rows`, `rowrules`, `rowwords`, `sums` and `parts` (which
lines are data), `merges`, `remarks`, `stray`, `asides` and `cumulated` (what is noticed before cells are read), `transposed` (forms).
`table` (the way in), `blocks` and `beside` (further lists), `rows`, `rowrules`, `rowwords`, `sums`, `parts` and `partsums` (which
lines are data), `joined` (texts of several
columns), `merges`, `remarks` and `cumulated` (what is noticed before cells are read), `transposed` (forms).
`table` (the way in), `sheetnames` (which sheets are none), `blocks` and `beside` (further lists), `rows`, `rowrules`,
`rowwords`, `sums`, `parts` and `partsums` (which lines are data), `joined` (texts of several columns), `merges`,
`remarks` and `cumulated` (what is noticed before cells are read), `transposed` (forms).
"""
