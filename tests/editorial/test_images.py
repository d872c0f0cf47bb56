"""Photos: what is refused, what is made of the rest, and what is swept away."""

import datetime as dt
import io
import os
import struct
import zlib

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import ExifTags, Image, ImageCms

from editorial import images
from editorial.editions import snapshot
from editorial.models import RevisionState
from municipalities.models import Municipality
from tests import factories
from tests.site.pages import Page

ALT = {"photo_alt_lv": "Tirgus", "photo_alt_en": "Market", "photo_alt_ru": "Рынок"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def painted(width=64, height=48, mode="RGB", colour=None):
    """Half red, half blue, so that one sees which way up it is."""
    image = Image.new(mode, (width, height), colour or "red")
    if colour is None:
        image.paste("blue", (0, height // 2, width, height))
    return image


def file_of(image, kind="JPEG", name="foto.jpg", **options):
    target = io.BytesIO()
    image.save(target, kind, **options)
    return upload(target.getvalue(), name)


def upload(content, name="foto.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type)


def opened(name):
    with default_storage.open(name) as file:
        image = Image.open(file)
        image.load()
    return image


def stored(folder=images.FOLDER):
    try:
        return sorted(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return []


def refusal(content):
    with pytest.raises(ValidationError) as error:
        images.store(content)
    assert stored() == []
    return error.value.code


def header_only(width, height):
    """A PNG that says it is so large, and holds next to nothing."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


# --- What is refused ----------------------------------------------------------------------------


def test_file_above_ten_megabytes_is_refused_unread():
    content = upload(b"x" * (images.MAX_BYTES + 1))

    assert refusal(content) == "size"


def test_file_of_ten_megabytes_is_accepted():
    content = file_of(painted()).read()
    content += b"\0" * (images.MAX_BYTES - len(content))

    assert images.store(upload(content))


@pytest.mark.parametrize(
    ("width", "height"),
    [(5001, 5000), (25_000_001, 1), (10_000, 10_000), (50_000, 50_000)],
    ids=["just too many", "in one line", "what Pillow warns of", "a bomb"],
)
def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch, width, height):
    monkeypatch.setattr(images, "_shrunk", lambda image: pytest.fail("decoded"))

    assert refusal(upload(header_only(width, height))) == "pixels"


def test_twenty_five_million_pixels_are_accepted():
    assert images._opened(upload(header_only(5000, 5000))).size == (5000, 5000)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 100,
        b"%PDF-1.7",
        b"PK\x03\x04" + b"\0" * 100,
        b"\0" * 100,
        b"x",
    ],
    ids=["SVG", "HTML", "GIF", "PDF", "ZIP", "zeros", "one letter"],
)
def test_what_is_no_photo_is_refused_whatever_its_name(content):
    assert refusal(upload(content, "foto.jpg")) == "format"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_refused_whatever_their_name(kind):
    assert refusal(file_of(painted(), kind, "foto.jpg")) == "format"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_pictures_are_refused(kind):
    frames = [painted(colour=colour) for colour in ("green", "blue")]

    content = file_of(painted(), kind, save_all=True, append_images=frames, duration=100)

    assert refusal(content) == "animated"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_file_is_refused(kind):
    content = file_of(Image.effect_noise((600, 600), 90).convert("RGB"), kind).read()

    assert refusal(upload(content[: len(content) // 2])) in ("damaged", "format")


def test_picture_that_says_another_size_than_it_has_is_refused():
    assert refusal(upload(header_only(4000, 4000))) == "damaged"


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_refusal_has_no_gaps(language):
    with translation.override(language), pytest.raises(ValidationError) as error:
        images.store(upload(b"x" * (images.MAX_BYTES + 1)))

    assert "%(" not in error.value.message


# --- What is made -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "expected"),
    [(300, [300]), (480, [480]), (700, [480, 700]), (1600, [480, 960, 1600])],
)
def test_no_file_is_wider_than_the_photo(width, expected):
    name = images.store(file_of(painted(width, 100)))

    widths = [opened(images._smaller(name, size)).width for size in expected]
    assert widths == expected
    assert len(stored()) == len(expected) + 1
    assert opened(name).size == (width, 100)


def test_wide_photo_is_shrunk():
    name = images.store(file_of(painted(3200, 2000)))

    assert opened(name).size == (1600, 1000)
    assert name.endswith("-1600x1000.jpg")
    assert len(stored()) == 4


def test_thin_line_keeps_a_height():
    assert opened(images.store(file_of(painted(5000, 2)))).size == (1600, 1)


def test_formats_are_those_that_browsers_know():
    name = images.store(file_of(painted(), "PNG"))

    assert opened(name).format == "JPEG"
    assert opened(images._smaller(name, 64)).format == "WEBP"


def test_photo_is_turned_upright():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the camera was held on its side

    shown = opened(images.store(file_of(painted(64, 48), exif=exif, quality=95)))

    assert shown.size == (48, 64)
    red, _green, blue = shown.getpixel((4, 32))
    assert blue > red


def test_nothing_is_kept_of_where_and_with_what_it_was_taken():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (56.0, 40.0, 0.0)
    content = file_of(painted(), exif=exif, comment=b"Annas foto", dpi=(300, 300))
    assert b"Kamera" in content.read()

    name = images.store(content)

    for stored_name in (name, images._smaller(name, 64)):
        shown = opened(stored_name)
        assert not shown.getexif()
        assert not {"exif", "comment", "xmp", "icc_profile", "photoshop"} & set(shown.info)
    with default_storage.open(name) as file:
        assert b"Annas foto" not in file.read()


def test_what_hides_behind_the_picture_is_gone():
    content = file_of(painted()).read() + b"<script>alert(1)</script>PK\x03\x04"

    name = images.store(upload(content))

    for file in stored():
        with default_storage.open(f"{images.FOLDER}/{file}") as written:
            assert b"<script>" not in written.read()
    assert opened(name).format == "JPEG"


def test_colours_of_another_space_become_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = images.store(file_of(painted(colour=(200, 100, 50)), "PNG"))

    odd = images.store(file_of(painted(colour=(200, 100, 50)), "PNG", icc_profile=lab))
    broken = images.store(file_of(painted(colour=(200, 100, 50)), "PNG", icc_profile=b"nothing"))

    assert broken == plain
    assert "icc_profile" not in opened(odd).info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_photo_in_any_mode_is_shown(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new(mode, (64, 48)) if mode == "I;16" else painted().convert(mode)

    assert opened(images.store(file_of(image, kind))).mode in ("RGB", "L")


def test_what_is_transparent_becomes_white():
    image = Image.new("RGBA", (64, 48), (255, 0, 0, 0))

    assert opened(images.store(file_of(image, "PNG"))).getpixel((10, 10)) == (255, 255, 255)


def test_first_picture_of_a_telephone_counts():
    content = file_of(painted(), "MPO", save_all=True, append_images=[painted(colour="green")])

    red, green, _blue = opened(images.store(content)).getpixel((10, 10))
    assert red > green


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.jpg", "/etc/passwd", "foto.php", "foto.jpg.html", "a" * 300 + ".jpg", "ā ž"],
)
def test_name_of_the_upload_is_not_kept(name, media):
    content = file_of(painted())
    content._name = name  # past what Django itself would do

    kept = images.store(content)

    assert images.NAME.fullmatch(kept.removeprefix("photos/"))
    assert [path.name for path in media.iterdir()] == ["photos"]


def test_same_photo_is_kept_once():
    first = images.store(file_of(painted()))
    files = stored()

    assert images.store(file_of(painted(), name="cits.jpg")) == first
    assert stored() == files


def test_other_photo_has_another_name():
    names = {images.store(file_of(painted(colour=colour))) for colour in ("red", "blue")}

    assert len(names) == 2


# --- Showing ------------------------------------------------------------------------------------


def test_picture_is_known_from_its_name_alone(db, django_assert_num_queries):
    name = images.store(file_of(painted(1000, 500)))
    for file in stored():
        default_storage.delete(f"{images.FOLDER}/{file}")

    with django_assert_num_queries(0):
        picture = images.picture(name)

    assert (picture.width, picture.height) == (1000, 500)
    assert picture.url == f"/media/{name}"
    stem = f"/media/{name.removesuffix('.jpg')}"
    assert picture.srcset == f"{stem}-480.webp 480w, {stem}-960.webp 960w, {stem}-1000.webp 1000w"


def test_every_file_that_a_picture_names_is_there():
    picture = images.picture(images.store(file_of(painted(1600, 900))))

    named = [picture.url, *(part.split()[0] for part in picture.srcset.split(", "))]
    assert sorted(url.rpartition("/")[2] for url in named) == stored()


@pytest.mark.parametrize("name", ["", "photos/foto.jpg", "photos/../settings.py", "other/x.jpg"])
def test_name_that_is_not_ours_shows_nothing(name):
    assert images.picture(name) is None


@pytest.fixture
def place(db):
    """A municipality with a photo."""
    name = images.store(file_of(painted(1600, 900)))
    return factories.MunicipalityFactory(
        slug="saldus", photo=name, photo_credit="Anna <b>Bērza</b>", **ALT
    )


@pytest.mark.parametrize(("language", "alt"), [("lv", "Tirgus"), ("en", "Market")])
def test_page_shows_the_photo_with_what_it_shows(client, place, language, alt):
    with translation.override(language):
        path = place.get_absolute_url()

    page = Page(path, client.get(path).content)

    [image] = page.tree.iter("img")
    assert image.get("alt") == alt
    assert image.get("lang") is None
    assert (image.get("width"), image.get("height")) == ("1600", "900")
    assert image.get("loading") == "lazy"
    assert "Anna <b>Bērza</b>" in "".join(page.tree.itertext())
    assert page.markup_errors == []


def test_text_that_is_only_there_in_latvian_is_marked(client, place):
    place.photo_alt_en = ""
    place.save()

    page = Page("/en/", client.get("/en/municipalities/saldus/").content)

    [image] = page.tree.iter("img")
    assert (image.get("alt"), image.get("lang")) == ("Tirgus", "lv")


def test_page_without_a_photo_shows_none(client, db):
    factories.MunicipalityFactory(slug="saldus")

    assert b"<img" not in client.get("/en/municipalities/saldus/").content


# --- The files, while developing ----------------------------------------------------------------


def test_file_is_kept_for_a_year_and_not_guessed(client, place):
    picture = images.picture(place.photo.name)

    for url in [picture.url, picture.srcset.split()[0]]:
        response = client.get(url)
        assert response.status_code == 200
        assert "max-age=31536000" in response.headers["Cache-Control"]
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        kind = "image/webp" if url.endswith("webp") else "image/jpeg"
        assert response.headers["Content-Type"] == kind
        b"".join(response.streaming_content)


@pytest.mark.parametrize(
    "name",
    ["cits.txt", "..%2fslepens.jpg", "%2e%2e/slepens.jpg", "..\\slepens.jpg", "a.jpg", ""],
)
def test_nothing_else_is_handed_out(client, db, media, name):
    (media / "photos").mkdir()
    for path in (media / "slepens.jpg", media / "photos" / "cits.txt", media / "photos" / "a.jpg"):
        path.write_bytes(b"secret")

    assert client.get(f"/media/photos/{name}").status_code == 404


# --- The form -----------------------------------------------------------------------------------


def address_of(place):
    return reverse("admin:municipalities_municipality_change", args=[place.pk])


def filled(client, place, **changes):
    """What the form of the municipality would send."""
    form = client.get(address_of(place)).context["adminform"].form
    data = {}
    for name in form.fields:
        value = form[name].value()
        if name != "photo" and value not in (None, False, [], [""]):
            data[name] = getattr(value, "pk", value)
    return {**data, **changes}


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return client


def save(client, place, **changes):
    response = client.post(address_of(place), filled(client, place, **changes))
    context = response.context
    return {} if context is None else context["adminform"].form.errors


def test_photo_is_stored_with_the_form(coordinator, cast):
    errors = save(coordinator, cast.a, photo=file_of(painted()), photo_credit="Anna", **ALT)

    assert errors == {}
    cast.a.refresh_from_db()
    assert images.NAME.fullmatch(cast.a.photo.name.removeprefix("photos/"))
    assert default_storage.exists(cast.a.photo.name)


def test_photo_that_is_refused_says_why_and_stores_nothing(coordinator, cast):
    errors = save(coordinator, cast.a, photo=upload(b"<svg></svg>", "foto.jpg"), **ALT)

    assert list(errors) == ["photo"]
    assert stored() == []
    cast.a.refresh_from_db()
    assert not cast.a.photo


def test_photo_needs_its_words_in_every_language_that_is_shown(coordinator, cast):
    errors = save(coordinator, cast.a, photo=file_of(painted()), **dict.fromkeys(ALT, ""))

    assert set(errors) == set(ALT)


def test_photo_needs_no_words_in_a_language_that_is_switched_off(coordinator, cast):
    Municipality.objects.filter(pk=cast.a.pk).update(hidden_languages="ru")

    errors = save(coordinator, cast.a, photo=file_of(painted()), **dict.fromkeys(ALT, ""))

    assert set(errors) == {"photo_alt_lv", "photo_alt_en"}


def test_words_may_not_be_taken_from_a_photo_that_stays(client, administrator, place):
    client.force_login(administrator)

    errors = save(client, place, photo_alt_en="")

    assert list(errors) == ["photo_alt_en"]


def test_photo_stays_when_the_form_says_nothing_of_it(client, administrator, place):
    client.force_login(administrator)
    name = place.photo.name

    assert save(client, place, population=1) == {}

    place.refresh_from_db()
    assert (place.photo.name, place.population) == (name, 1)


def test_photo_is_taken_away_by_its_box(client, administrator, place):
    client.force_login(administrator)

    assert save(client, place, **{"photo-clear": "on", "photo_alt_ru": ""}) == {}

    place.refresh_from_db()
    assert place.photo.name == ""


def test_form_shows_the_present_photo(client, administrator, place):
    client.force_login(administrator)

    html = client.get(address_of(place)).content.decode()

    assert images.picture(place.photo.name).url in html
    assert 'accept="image/jpeg,image/png,image/webp"' in html


@pytest.mark.parametrize("person", ["editor_a", "editor_b", "other_coordinator"])
def test_nobody_else_changes_the_photo(client, cast, person):
    client.force_login(cast.administrator)
    data = filled(client, cast.a, photo=file_of(painted()), **ALT)
    client.force_login(getattr(cast, person))

    client.post(address_of(cast.a), data)

    cast.a.refresh_from_db()
    assert not cast.a.photo


# --- Sweeping -----------------------------------------------------------------------------------


def grow_old(days=2):
    moment = dt.datetime.now().timestamp() - days * 24 * 60 * 60
    for file in stored():
        os.utime(default_storage.path(f"{images.FOLDER}/{file}"), (moment, moment))


@pytest.mark.django_db
def test_photo_that_nothing_names_is_swept_away_with_all_its_files():
    images.store(file_of(painted(700, 400)))
    grow_old()

    assert images.sweep() == 3
    assert stored() == []


@pytest.mark.django_db
def test_photo_of_today_waits_for_its_row():
    images.store(file_of(painted()))
    files = stored()

    assert images.sweep() == 0
    assert stored() == files


def test_photo_of_a_row_stays(place):
    grow_old()

    assert images.sweep() == 0


def test_photo_of_an_earlier_version_stays(place):
    place.photo = ""
    place.save()
    grow_old()

    assert images.sweep() == 0


@pytest.mark.parametrize(
    ("state", "goes"),
    [
        (RevisionState.DRAFT, False),
        (RevisionState.PUBLISHED, False),
        (RevisionState.DISCARDED, True),
    ],
)
def test_photo_of_an_edition_stays_until_that_is_discarded(db, state, goes):
    place = factories.MunicipalityFactory()
    data = snapshot(place)
    data["fields"]["photo"] = images.store(file_of(painted()))
    grow_old()
    images.Revision.objects.create(row=place, data=data, base=data, state=state)

    assert (images.sweep() > 0) is goes
    assert (stored() == []) is goes


@pytest.mark.django_db
def test_other_file_in_the_folder_is_swept_away_too():
    default_storage.save("photos/vecs.jpg", ContentFile(b"x"))
    default_storage.save("cits/vecs.jpg", ContentFile(b"x"))
    grow_old()

    assert images.sweep() == 1
    assert stored("cits") == ["vecs.jpg"]


@pytest.mark.django_db
def test_sweep_without_any_photo_does_nothing():
    assert images.sweep() == 0


def test_languages_of_the_words_are_those_of_the_site():
    assert {f"photo_alt_{code}" for code, _name in settings.LANGUAGES} == set(ALT)
