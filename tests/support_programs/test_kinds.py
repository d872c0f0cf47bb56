import pytest

from municipalities.needs import SUMMARIES, Need
from support_programs.kinds import NEED_OF_KIND, MeasureKind


def test_every_kind_has_a_need():
    assert set(NEED_OF_KIND) == set(MeasureKind)


def test_every_need_has_a_kind():
    assert set(NEED_OF_KIND.values()) == set(Need)


@pytest.mark.parametrize("need", Need)
def test_every_need_says_what_it_covers(need):
    assert need.summary == SUMMARIES[need]
