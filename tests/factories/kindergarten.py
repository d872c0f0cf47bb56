import factory

from municipalities.models import Institution
from support_programs.models import Kindergarten
from tests.factories.institution import InstitutionFactory
from tests.factories.place_of_learning import PlaceOfLearningFactory


class KindergartenFactory(PlaceOfLearningFactory):
    class Meta:
        model = Kindergarten

    slug = factory.Sequence("bernudarzs-{}".format)
    institution = factory.SubFactory(
        InstitutionFactory,
        kind=Institution.Kind.PRESCHOOL,
        name=factory.Sequence("{}. pirmsskola".format),
    )
    age_from = "1.5"
    age_to = 7
    groups = 6
