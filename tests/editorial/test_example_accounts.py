import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from editorial.management.commands.example_accounts import EMAIL, PASSWORD
from editorial.models import User


@pytest.mark.django_db
def test_example_administrator_can_sign_in():
    call_command("example_accounts", verbosity=0)

    user = authenticate(email=EMAIL, password=PASSWORD)
    assert user.is_superuser
    assert user.is_staff


@pytest.mark.django_db
def test_example_accounts_prints_how_to_sign_in(capsys):
    call_command("example_accounts")

    printed = capsys.readouterr().out
    assert EMAIL in printed
    assert PASSWORD in printed


@pytest.mark.django_db
def test_example_accounts_twice_makes_one_account_and_keeps_its_sessions():
    call_command("example_accounts")
    before = User.objects.get().password

    call_command("example_accounts")

    assert User.objects.get().password == before


@pytest.mark.django_db
def test_example_accounts_gives_back_a_forgotten_password():
    User.objects.create_user(EMAIL, "cita parole", is_active=False)

    call_command("example_accounts")

    assert authenticate(email=EMAIL, password=PASSWORD)


@pytest.mark.django_db
def test_example_accounts_are_refused_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("example_accounts")

    assert not User.objects.exists()
