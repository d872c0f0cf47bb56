from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import models

from editorial.models import Membership, User
from editorial.roles import Role

ADMINISTRATOR = "admin@example.lv"
EDITOR = "redaktore@example.lv"
COORDINATOR = "koordinatore@example.lv"
EMAILS = [ADMINISTRATOR, EDITOR, COORDINATOR]
PASSWORD = "majupcels-piemers"  # noqa: S105 - known to everybody, hence never in production


class Command(BaseCommand):
    help = (
        "Creates an example administrator, and where the content is loaded an editor of Saldus and "
        "a coordinator of Kurzeme, for development, and prints how to sign in."
    )

    def handle(self, *args, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError("Example accounts have a public password: never in production.")
        self._sign_in(ADMINISTRATOR, "Parauga administrators", is_superuser=True)
        saldus = apps.get_model("municipalities", "Municipality").objects.filter(slug="saldus")
        if municipality := saldus.first():
            user = self._sign_in(EDITOR, "Parauga redaktore (Saldus)")
            self._give(user, Role.EDITOR, municipality=municipality)
        kurzeme = apps.get_model("municipalities", "PlanningRegion").objects.filter(code="kurzeme")
        if region := kurzeme.first():
            user = self._sign_in(COORDINATOR, "Parauga koordinatore (Kurzeme)")
            self._give(user, Role.COORDINATOR, region=region)

    def _sign_in(self, email: str, name: str, is_superuser: bool = False) -> User:
        user = User.objects.filter(email=email).first() or User(email=email, language="lv")
        user.name = user.name or name
        user.is_active = user.is_staff = True
        user.is_superuser = is_superuser
        if not user.check_password(PASSWORD):  # a new hash would end the sessions
            user.set_password(PASSWORD)
        user.save()
        self.stdout.write(f"Example account: {email}, password {PASSWORD}")
        return user

    def _give(self, user: User, role: Role, **place: models.Model) -> None:
        """This role there, and no other anywhere."""
        membership, _is_new = Membership.objects.get_or_create(user=user, role=role, **place)
        user.memberships.exclude(pk=membership.pk).delete()
