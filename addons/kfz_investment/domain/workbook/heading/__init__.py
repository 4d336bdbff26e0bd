"""The rows of a heading and what their words mean.

`header` (which rows they are), `headings` (known words), `grouping` (what a head above its columns makes of them),
`storeys` (rows above and below that belong to it), `reach` (how far down data must stand).
"""
