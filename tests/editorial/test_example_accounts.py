import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from editorial.management.commands.example_accounts import (
    ADMINISTRATOR,
    COORDINATOR,
    EDITOR,
    PASSWORD,
)
from editorial.models import User
from editorial.rights import may_publish, may_see
from tests import factories


@pytest.mark.django_db
def test_example_administrator_can_sign_in():
    call_command("example_accounts", verbosity=0)

    user = authenticate(email=ADMINISTRATOR, password=PASSWORD)
    assert user.is_superuser
    assert user.is_staff


@pytest.mark.django_db
def test_example_accounts_prints_how_to_sign_in(capsys):
    call_command("example_accounts")

    printed = capsys.readouterr().out
    assert ADMINISTRATOR in printed
    assert PASSWORD in printed


@pytest.mark.django_db
def test_example_accounts_twice_makes_one_account_and_keeps_its_sessions():
    call_command("example_accounts")
    before = User.objects.get().password

    call_command("example_accounts")

    assert User.objects.get().password == before


@pytest.mark.django_db
def test_example_accounts_gives_back_a_forgotten_password():
    User.objects.create_user(ADMINISTRATOR, "cita parole", is_active=False)

    call_command("example_accounts")

    assert authenticate(email=ADMINISTRATOR, password=PASSWORD)


@pytest.mark.django_db
def test_example_accounts_are_refused_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("example_accounts")

    assert not User.objects.exists()


@pytest.fixture
def saldus(db):
    kurzeme = factories.PlanningRegionFactory(code="kurzeme")
    return factories.MunicipalityFactory(slug="saldus", region=kurzeme)


@pytest.mark.parametrize(("email", "publishes"), [(EDITOR, False), (COORDINATOR, True)])
def test_example_editor_and_coordinator_work_on_saldus(saldus, email, publishes):
    call_command("example_accounts")

    user = authenticate(email=email, password=PASSWORD)
    row = factories.SupportMeasureFactory(municipality=saldus)
    assert user.is_staff and not user.is_superuser
    assert (may_see(user, row), may_publish(user, row)) == (True, publishes)


@pytest.mark.parametrize("email", [EDITOR, COORDINATOR])
def test_example_accounts_takes_other_roles_away(saldus, email):
    call_command("example_accounts")
    user = User.objects.get(email=email)
    factories.MembershipFactory(user=user)

    call_command("example_accounts")

    assert user.memberships.count() == 1
