"""What one cell, or one statement about cells, says.

`amounts` and `amounttexts`, `unit` and `units` (`lines` and `labels`: units said above, between and below), `in_force`
(which of them counts), `money_words`, `currencies`, `measures` (heads and units that make another column); `dates` (`daytexts`, `datewords`, `periods`);
`marks`, `numerals`; `hints` (words in brackets of a heading, and whether they change what it means).
"""
