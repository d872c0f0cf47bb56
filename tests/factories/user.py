import factory

from editorial.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """An account without rights, with the password `parole`."""

    class Meta:
        model = User

    email = factory.Sequence("persona{}@novads.example".format)
    name = factory.Sequence("Persona {}".format)
    language = "lv"
    password = factory.django.Password("parole")
