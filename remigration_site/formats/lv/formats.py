"""How Latvian writes dates and numbers in the administration and in plain `|date`."""

DATE_FORMAT = r"Y. \g\a\d\a j. F"
DATETIME_FORMAT = r"Y. \g\a\d\a j. F, H.i"
TIME_FORMAT = "H.i"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
