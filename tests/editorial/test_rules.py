"""Every rule of the database on both sides: what it accepts, what it refuses, what it says."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import translation

from editorial.models import Change
from tests.contacts.rules import RULES as CONTACTS
from tests.editorial.rules import RULES as EDITORIAL
from tests.editorial.rules import Check, in_english, resolved
from tests.municipalities.rules import RULES as MUNICIPALITIES
from tests.support_programs.rules import RULES as SUPPORT_PROGRAMS

pytestmark = pytest.mark.django_db

RULES = [*EDITORIAL, *MUNICIPALITIES, *CONTACTS, *SUPPORT_PROGRAMS]
CHECKS = [rule for rule in RULES if isinstance(rule, Check)]
UNIQUES = [rule for rule in RULES if not isinstance(rule, Check)]


def each(side):
    return pytest.mark.parametrize(
        ("rule", "changes"),
        [
            pytest.param(rule, changes, id=f"{rule.name}: {_readable(changes)}")
            for rule in CHECKS
            for changes in getattr(rule, side)
        ],
    )


def _readable(changes):
    return ", ".join(
        f"{name}={getattr(value, '__name__', repr(value))}" for name, value in changes.items()
    )


each_unique = pytest.mark.parametrize(
    "rule", UNIQUES, ids=lambda rule: f"{rule.factory.__name__}: {rule.fields}"
)


def update(row, changes):
    """Past save() and clean(), so that only the database can refuse. A line of the log is only
    written: a changed copy of it is."""
    with transaction.atomic():
        if isinstance(row, Change):
            for name, value in {"pk": None, **changes}.items():
                setattr(row, name, value)
            Change.objects.bulk_create([row])
            return
        type(row)._base_manager.filter(pk=row.pk).update(**changes)


def refusal_of(row, changes):
    """What full_clean() says, in English."""
    for name, value in changes.items():
        setattr(row, name, value)
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return in_english(refusal.value)


@each("accepted")
def test_check_accepts(rule, changes):
    row = rule.factory()

    update(row, resolved(changes))

    type(row).objects.get(pk=row.pk).full_clean()


@each("refused")
def test_check_is_held_by_the_database(rule, changes):
    row = rule.factory()

    with pytest.raises(IntegrityError) as error:
        update(row, resolved(changes))

    assert rule.name in str(error.value) or (rule.beside and rule.beside in str(error.value))


@each("explained")
def test_check_is_explained_by_full_clean(rule, changes):
    row = rule.factory()
    constraint = next(one for one in row._meta.constraints if one.name == rule.name)
    with translation.override("en"):
        message = str(constraint.violation_error_message)

    said = refusal_of(row, resolved(changes))

    assert message in said or (rule.says and rule.says in said)


def pair(rule):
    first, second = rule.factory(**resolved(rule.first)), rule.factory(**resolved(rule.second))
    return first, second, {name: getattr(first, name) for name in rule.fields}


@each_unique
def test_unique_accepts_rows_that_share_all_but_one(rule):
    _first, second, shared = pair(rule)

    for different in rule.fields:
        update(second, {name: value for name, value in shared.items() if name != different})
        row = type(second).objects.get(pk=second.pk)
        row.full_clean()
        update(second, {name: getattr(second, name) for name in rule.fields})


@each_unique
def test_unique_is_held_by_the_database(rule):
    _first, second, shared = pair(rule)

    with pytest.raises(IntegrityError) as error:
        update(second, shared)

    columns = [second._meta.get_field(name).column for name in rule.fields]
    assert all(column in str(error.value) for column in columns)


@each_unique
def test_unique_is_explained_by_full_clean(rule):
    _first, second, shared = pair(rule)

    assert rule.says in refusal_of(second, shared)


def rules_of(model):
    names = {constraint.name for constraint in model._meta.constraints}
    fields = {
        field.name for field in model._meta.local_fields if field.unique and not field.primary_key
    }
    return {(model, name) for name in names | fields}


def our_models():
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in apps.app_configs
        and (settings.BASE_DIR / model.__module__.split(".")[0]).is_dir()
        and not hasattr(model, "history_object")
    ]


def test_rules_of_all_models_stand_in_the_tables():
    in_models = set().union(*(rules_of(model) for model in our_models()))

    assert {rule.key for rule in RULES} == in_models


def test_rules_of_a_new_model_are_noticed():
    class Planted(models.Model):  # noqa: DJ008
        code = models.CharField(max_length=5, unique=True)

        class Meta:
            app_label = "planted"
            constraints = [
                models.CheckConstraint(condition=~models.Q(code=""), name="planted_code_is_there")
            ]

    assert rules_of(Planted) == {(Planted, "code"), (Planted, "planted_code_is_there")}
