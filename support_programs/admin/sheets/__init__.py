"""Tables of offers, out and in again, as CSV and XLSX.

`cells` reads and writes one cell, `files` the two kinds of files and their limits, `sheet` what all
tables share, `vacancy`, `home` and `kindergarten` name the columns, `pages` are the pages of the
administration.
"""
