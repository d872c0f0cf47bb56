"""Accounts of the people who keep the site: invitation, signing in, second factor.

django-allauth does the work; here are its addresses, what it decides differently for us, and the
door of the administration. Why it is so: docs/decisions/0013-accounts.md.
"""

# All account pages stand under it, outside the languages like the administration.
ADDRESS = "/konts/"
