import factory

from support_programs.models import School
from tests.factories.institution import InstitutionFactory
from tests.factories.place_of_learning import PlaceOfLearningFactory


class SchoolFactory(PlaceOfLearningFactory):
    class Meta:
        model = School

    slug = factory.Sequence("skola-{}".format)
    institution = factory.SubFactory(InstitutionFactory)
    age_from = 7
    age_to = 19
    grade_from = 1
    grade_to = 12
