"""Which column is what.

`known` (what is known and chosen), `foreign` (headings of unknown words), `proposals`, `glimpse`, `headwords`,
`likeness` and `rivals` (what unknown columns are perhaps), `shared` (columns below the heading of another one),
`newer` (columns of the newer value), `unresolved` (what hangs on them), `ends`, `years` and `contacts` (columns that
say something against their rows, or of somebody else), `said` (what titles say of a column that is missing).
"""
