import pytest
from django.core.exceptions import ValidationError

from editorial.reach import validate_phones
from tests.editorial.rules import in_english
from tests.factories import ContactFactory


@pytest.mark.parametrize(
    "text",
    [
        "+371 63122707",
        "+371 26603299",
        "+371 63122707; +371 26603299",
        "80006966",
        "80200405",
        "90001234",
        "+44 20 7312 0041",
        "+1 2025550123",
    ],
)
def test_validate_phones_accepts(text):
    validate_phones(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("63122707", "63122707"),
        ("+37163122707", "+37163122707"),
        ("+371 6312270", "+371 6312270"),
        ("+371 631227070", "+371 631227070"),
        ("+371 53122707", "+371 53122707"),
        ("+371 63 122 707", "+371 63 122 707"),
        ("0037163122707", "0037163122707"),
        ("+371 63122707, +371 26603299", "+371 63122707, +371 26603299"),
        ("+371 63122707; 26603299", "26603299"),
        ("+371 63122707;", "+371 63122707;"),
        ("+371 ٦٣١٢٢٧٠٧", "+371 ٦٣١٢٢٧٠٧"),
        ("zvaniet", "zvaniet"),
    ],
)
def test_validate_phones_names_what_it_refuses(text, named):
    with pytest.raises(ValidationError) as refusal:
        validate_phones(text)

    assert f"“{named}” is not a telephone number: write +371" in in_english(refusal.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mailbox", "anna.kalve@ daugavpils.lv"),
        ("mailbox", "daugavpils.lv"),
        ("website", "www.daugavpils.lv"),
        ("website", "javascript:alert(1)"),
        ("phones", "654 76314"),
    ],
)
def test_contact_with_a_malformed_way_to_reach_is_refused_by_field(db, field, value):
    contact = ContactFactory()
    setattr(contact, field, value)

    with pytest.raises(ValidationError) as refusal:
        contact.full_clean()

    assert list(refusal.value.message_dict) == [field]
