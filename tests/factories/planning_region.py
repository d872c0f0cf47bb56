import factory

from municipalities.models import PlanningRegion


class PlanningRegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanningRegion

    code = factory.Sequence("region-{}".format)
    name_lv = factory.Sequence("{}. plānošanas reģions".format)
    name_en = factory.Sequence("Planning region {}".format)
    name_ru = factory.Sequence("{}-й регион планирования".format)
    website = "https://www.regions.example/"
