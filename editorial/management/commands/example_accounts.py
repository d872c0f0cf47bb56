from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.models import User

EMAIL = "admin@example.lv"
PASSWORD = "majupcels-piemers"  # noqa: S105 - known to everybody, hence never in production


class Command(BaseCommand):
    help = "Creates the example administrator for development and prints how to sign in."

    def handle(self, *args, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError("Example accounts have a public password: never in production.")
        user = User.objects.filter(email=EMAIL).first() or User(email=EMAIL, language="lv")
        user.name = user.name or "Parauga administrators"
        user.is_active = user.is_staff = user.is_superuser = True
        if not user.check_password(PASSWORD):  # a new hash would end the sessions
            user.set_password(PASSWORD)
        user.save()
        self.stdout.write(f"Example account: {EMAIL}, password {PASSWORD}")
