"""Uploading a photo in a form of the administration."""

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from editorial import images


class PhotoWidget(AdminFileWidget):
    """Shows the present photo above the choice of another one."""

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"accept": "image/jpeg,image/png,image/webp", **(attrs or {})})

    def render(
        self,
        name: str,
        value: object,
        attrs: dict | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        stock = super().render(name, value, attrs, renderer)
        # What was refused is no file of ours.
        stored = value.name if self.is_initial(value) else ""
        context = {"stock": stock, "picture": images.picture(stored or "")}
        return render_to_string("admin/_photo_field.html", context)


class PhotoField(forms.FileField):
    """Its value is the name of files that are stored already; the file as uploaded is not kept."""

    def __init__(self, **kwargs) -> None:
        # The length of a name that is not kept does not matter.
        super().__init__(**{**kwargs, "max_length": None})

    def to_python(self, data: UploadedFile | None) -> str | None:
        upload = super().to_python(data)
        return images.store(upload) if upload else None
