"""What the pages of the administration do alike, one file per matter.

Registered is in `editorial/admin.py` and in the `admin` of each app.
"""
