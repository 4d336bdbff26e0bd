"""Which column is what.

`known` (what is known and chosen), `foreign` (headings of unknown words), `proposals`, `glimpse`, `headwords`,
`likeness` and `rivals` (what unknown columns are perhaps), `shared` (columns below the heading of another one),
`unresolved` (what hangs on them), `ends` (what says that rows count no longer), `said` (what titles say of a column that is missing).
"""
