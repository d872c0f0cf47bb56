import pytest
from django.contrib.auth import authenticate

from editorial.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_user_saved_keeps_the_email_in_small_letters():
    user = UserFactory(email="Anna.Kalve@Novads.EXAMPLE")

    assert User.objects.get(pk=user.pk).email == "anna.kalve@novads.example"


def test_user_full_clean_puts_the_email_in_small_letters():
    user = UserFactory()
    user.email = "Anna@novads.example"

    user.full_clean()

    assert user.email == "anna@novads.example"


def test_user_signs_in_with_capitals_in_the_email():
    user = UserFactory(email="anna@novads.example", is_staff=True)

    assert authenticate(username="Anna@Novads.example", password="parole") == user


def test_user_without_email_is_refused():
    with pytest.raises(ValueError, match="needs an e-mail"):
        User.objects.create_user("")


def test_create_user_gives_no_rights():
    user = User.objects.create_user("anna@novads.example", "parole")

    assert (user.is_staff, user.is_superuser, user.check_password("parole")) == (False, False, True)


def test_create_superuser_gives_all_rights():
    user = User.objects.create_superuser("anna@novads.example", "parole")

    assert (user.is_staff, user.is_superuser) == (True, True)


def test_user_is_called_by_name_else_by_email():
    named = UserFactory.build(name="Anna Kalve")
    nameless = UserFactory.build(name="", email="anna@novads.example")

    assert [named.get_full_name(), nameless.get_short_name()] == [
        "Anna Kalve",
        "anna@novads.example",
    ]
