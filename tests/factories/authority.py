import factory

from municipalities.models import Authority


class AuthorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Authority

    name_lv = factory.Sequence("{}. novada pašvaldība".format)
    name_en = factory.Sequence("Municipality no. {}".format)
    name_ru = factory.Sequence("{}-е самоуправление".format)
    website = "https://www.novads.example/"
    code = "0022000"
