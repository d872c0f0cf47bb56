"""Admin forms with one part per language, the Latvian text readable beside each translation."""

from django import forms
from django.conf import settings
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.fields import TranslationField
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from editorial.administration.markdown import MarkdownField, MarkdownWidget

LATVIAN = settings.MODELTRANSLATION_DEFAULT_LANGUAGE


class BesideLatvianForm(forms.ModelForm):
    """Shows the Latvian text, as stored or as just typed, under each of its translations."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        columns = {column.name: column for column in self._meta.model._meta.get_fields()}
        for name, field in self.fields.items():
            # A form may ask more than the row holds.
            column = columns.get(name)
            if isinstance(column, TranslationField) and column.language != LATVIAN:
                latvian = build_localized_fieldname(column.translated_field.name, LATVIAN)
                if text := latvian in self.fields and self[latvian].value():
                    field.help_text = _beside(text)


def _beside(text: str) -> str:
    return format_html('{}: <span lang="lv">{}</span>', _("In Latvian"), linebreaksbr(text))


class LanguageFieldsets(BaseModelAdmin):
    """`fieldsets` names what is the same in all languages; a part per language follows it."""

    form = BesideLatvianForm

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return [*super().get_fieldsets(request, obj), *self._language_fieldsets()]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs
    ) -> forms.Field | None:
        """Text areas are as high as the text they may hold, within reason."""
        markdown = getattr(self.model, "markdown_fields", ())
        if getattr(db_field, "translated_field", db_field).name in markdown:
            kwargs |= {"form_class": MarkdownField, "widget": MarkdownWidget()}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field.widget, MarkdownWidget):
            # modeltranslation gives each language a copy of the widget of the bare field.
            field.widget.language = getattr(db_field, "language", LATVIAN)
        if isinstance(db_field, models.TextField):
            field.widget.attrs["rows"] = min(max(db_field.max_length // 150, 3), 12)
        return field

    def _language_fieldsets(self) -> list:
        translated = translator.get_options_for_model(self.model).all_fields
        fields = [
            field.name
            for field in self.opts.concrete_fields
            if field.name in translated and field.editable
        ]
        return [
            (
                language_name,
                {
                    "fields": [build_localized_fieldname(name, language) for name in fields],
                    "classes": () if language == LATVIAN else ("collapse",),
                },
            )
            for language, language_name in settings.LANGUAGES
        ]


class TranslatedAdmin(LanguageFieldsets, TranslationAdmin):
    pass


class TranslatedStackedInline(LanguageFieldsets, TranslationStackedInline):
    """Child rows, folded away until asked for."""

    classes = ("collapse",)
    extra = 0
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
