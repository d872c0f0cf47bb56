from django.contrib import admin

from editorial.models import Membership


class MembershipInline(admin.StackedInline):
    """What a person does where; given and taken away by administrators."""

    model = Membership
    extra = 0
    fields = [("role", "municipality", "region")]
