"""Photos as people upload them, made into files that pages can show.

Nothing of an upload is kept but what it shows: it is checked by its content before it is decoded,
and written anew. The name of the stored file says how large it is and which smaller ones lie beside
it, so that a page opens no file and asks no table.
"""

import datetime as dt
import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext
from PIL import Image, ImageCms, ImageOps

from editorial.models import Revision, RevisionState

FOLDER = "photos"
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000
# By what the file begins with; MPO is the JPEG of many telephones, its first picture counts.
FORMATS = ("JPEG", "PNG", "WEBP")
WIDTHS = (480, 960, 1600)
# How long a file that no row names may wait for the row.
ORPHAN_AGE = dt.timedelta(days=1)

# photos/<hash of the content>-<width>x<height>.jpg, and beside it …-<width of the smaller>.webp
NAME = re.compile(r"[0-9a-f]{32}-(\d{1,4})x(\d{1,5})(?:-(\d{1,4}))?\.(jpg|webp)", re.ASCII)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError, IndexError, KeyError, TypeError)


# --- Showing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Picture:
    """What `components/picture.html` shows: a JPEG with its size, and the same as WebP."""

    url: str
    srcset: str
    width: int
    height: int


def picture(name: str) -> Picture | None:
    """The picture of a stored file, from its name alone; None where there is none."""
    found = NAME.fullmatch(name.removeprefix(f"{FOLDER}/"))
    if found is None:
        return None
    width, height = int(found[1]), int(found[2])
    sources = [f"{default_storage.url(_smaller(name, size))} {size}w" for size in _widths(width)]
    return Picture(default_storage.url(name), ", ".join(sources), width, height)


def _widths(width: int) -> list[int]:
    """Of the WebP files of a picture so wide: none is wider than the picture itself."""
    return [size for size in WIDTHS if size < width] + [width]


def _smaller(name: str, width: int) -> str:
    return f"{name.removesuffix('.jpg')}-{width}.webp"


# --- Checking and storing -----------------------------------------------------------------------


def store(upload: UploadedFile) -> str:
    """Check the upload, write its files and return the name under which they are found.

    Raises ValidationError with the reason. When the row is not saved after all, `sweep` removes
    them.
    """
    shown = _shrunk(_opened(upload))
    fallback = _written(shown, "JPEG", quality=82, optimize=True, progressive=True)
    digest = hashlib.sha256(fallback).hexdigest()[:32]
    name = f"{FOLDER}/{digest}-{shown.width}x{shown.height}.jpg"
    for width in _widths(shown.width):
        height = max(1, round(shown.height * width / shown.width))
        smaller = shown.resize((width, height), Image.Resampling.LANCZOS)
        _keep(_smaller(name, width), _written(smaller, "WEBP", quality=80))
    # Last, so that where it is, the others are.
    _keep(name, fallback)
    return name


def _opened(upload: UploadedFile) -> Image.Image:
    """The picture, not decoded yet: only its header was read."""
    if upload.size > MAX_BYTES:
        raise _refusal(
            "size",
            gettext("The file is larger than %(size)s."),
            size=filesizeformat(MAX_BYTES),
        )
    try:
        with _no_bombs():
            upload.seek(0)
            image = Image.open(upload, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        text = gettext("Choose a photo in the format JPEG, PNG or WebP.")
        raise ValidationError(text, code="format") from error
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise ValidationError(gettext("Moving pictures are not accepted."), code="animated")
    return image


def _shrunk(image: Image.Image) -> Image.Image:
    """The picture upright, in sRGB, no wider than the widest that pages show, and nothing else."""
    try:
        with _no_bombs():
            image.load()
            profile = image.info.get("icc_profile")
            upright = _plain(ImageOps.exif_transpose(image))
            width = min(upright.width, WIDTHS[-1])
            height = max(1, round(upright.height * width / upright.width))
            resized = upright.resize((width, height), Image.Resampling.LANCZOS)
            # A new picture takes along no word of where and with what it was taken.
            shown = Image.new("RGB", resized.size, "white")
            if resized.mode in ("RGBA", "LA"):
                shown.paste(_in_srgb(resized.convert("RGB"), profile), mask=resized.getchannel("A"))
            else:
                shown.paste(_in_srgb(resized, profile))
            return shown
    except _BROKEN as error:
        text = gettext("The photo cannot be read: the file is damaged.")
        raise ValidationError(text, code="damaged") from error


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be resized well."""
    if image.mode.startswith("I"):
        # Sixteen bits a pixel.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "P" or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, *_BROKEN):
            pass  # a profile that means nothing changes no colour
    return image.convert("RGB")


def _written(image: Image.Image, kind: str, **options) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def _keep(name: str, content: bytes) -> None:
    """The name says what is in the file: one that is there already is the same."""
    if default_storage.exists(name):
        return
    kept = default_storage.save(name, ContentFile(content))
    if kept != name:  # somebody was quicker with the same photo
        default_storage.delete(kept)


@contextmanager
def _no_bombs() -> Iterator[None]:
    """Where Pillow only warns of a picture that would fill the memory, stop."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _too_many_pixels() -> ValidationError:
    text = gettext("The photo has more than %(count)d million pixels. Make it smaller first.")
    return _refusal("pixels", text, count=MAX_PIXELS // 1_000_000)


def _refusal(code: str, text: str, **values) -> ValidationError:
    return ValidationError(text % values, code=code)


# --- Sweeping -----------------------------------------------------------------------------------


def sweep() -> int:
    """Remove photos that no row, no earlier version and no edition names, and that have been there
    for a day; return how many files went."""
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    used = set(_used_names())
    orphans = [f"{FOLDER}/{file}" for file in files if _stored_name(file) not in used]
    before = timezone.now() - ORPHAN_AGE
    gone = [name for name in orphans if default_storage.get_modified_time(name) < before]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def _stored_name(file: str) -> str:
    """The name in the table under which a file is found."""
    found = NAME.fullmatch(file)
    if found and found[3]:
        return f"{FOLDER}/{file.rpartition('-')[0]}.jpg"
    return f"{FOLDER}/{file}"


def _used_names() -> Iterator[str]:
    for field in _photo_fields():
        model, name = field.model, field.name
        named = [model._base_manager.values_list(name, flat=True)]
        if hasattr(model, "history"):
            named.append(model.history.values_list(name, flat=True))
        content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        editions = Revision.objects.filter(content_type=content_type)
        kept = editions.exclude(state=RevisionState.DISCARDED)
        named.append(kept.values_list(f"data__fields__{name}", flat=True))
        for names in named:
            yield from filter(None, names.order_by().distinct())


def _photo_fields() -> Iterator[models.ImageField]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ImageField):
                yield field
