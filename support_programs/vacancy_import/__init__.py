"""Vacancies from the open data of the State Employment Agency (decision 11).

`download` brings the files here, `reading` takes them apart into rows, `rows` makes a vacancy of a
row or says what is wrong with it, `run` brings the database up to the source.
"""
