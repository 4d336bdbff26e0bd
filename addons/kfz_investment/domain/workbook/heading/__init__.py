"""The rows of a heading and what their words mean.

`header` (which rows they are), `grid` (their texts), `headings` (known words), `harmless` (hints and translations around
them), `grouping` (what a head above its columns makes of them), `groups` and `storeys` (rows above and below that belong
to it), `reach` (how far down data must stand), `again` (headings of a further page).
"""
