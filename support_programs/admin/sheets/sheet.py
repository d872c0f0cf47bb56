"""What all tables share: the columns of a model as cells, and the rules for a row that comes in."""

from collections import Counter

from django.contrib.admin import ModelAdmin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import Diff, ModelResource
from import_export.results import Result, RowResult
from import_export.widgets import Widget
from tablib import Dataset

from editorial.comparison import changes
from editorial.editions import columns_of
from editorial.log import record
from editorial.models import Action
from editorial.rights import may_save
from editorial.translations import note, texts_on
from support_programs.admin.sheets import cells
from support_programs.admin.sheets.files import Refused

CELLS = {
    "DecimalField": cells.Number,
    "PositiveSmallIntegerField": cells.WholeNumber,
    "PositiveIntegerField": cells.WholeNumber,
    "DateField": cells.Day,
}


class Column(Field):
    """A field of the model under its own name, the same in every language of the person."""

    def __init__(self, field: models.Field, cell: Widget) -> None:
        super().__init__(attribute=field.name, column_name=field.name, widget=cell)
        self.field = field

    def save(self, instance: models.Model, row: dict, is_m2m: bool = False, **kwargs) -> None:
        value = self.clean(row, **kwargs)
        if value in self.empty_values and self.field.has_default():
            return  # An empty cell leaves what cannot be empty.
        if self.widget.render(value) == self.export(instance):
            return  # So that a text keeps the line ends and spaces that a file does not hold.
        if isinstance(self.field, models.TextField):
            self._check_length(value)
        setattr(instance, self.attribute, value)

    def _check_length(self, text: str) -> None:
        """Django leaves the length of long texts to the form."""
        try:
            MaxLengthValidator(self.field.max_length)(text)
        except ValidationError as error:
            raise ValueError(error.messages[0]) from None


class Changes(Diff):
    """Column, text before and text after, wherever they differ."""

    def as_html(self) -> list[tuple]:
        before = [""] * len(self.left) if self.new else self.left
        return [
            (name, old, new)
            for name, old, new in zip(self.names, before, self.right, strict=True)
            if old != new and not (old in ("", None) and new in ("", None))
        ]

    def compare_with(self, resource: ModelResource, instance: models.Model) -> None:
        super().compare_with(resource, instance)
        self.names = resource.get_diff_headers()


class RowsOfTheFile(CachedInstanceLoader):
    """The rows that the file names, locked while it is written: what others do to them meanwhile
    waits, and is not undone."""

    def get_queryset(self) -> models.QuerySet:
        rows = super().get_queryset()
        if self.resource.is_writing:
            rows = rows.select_for_update(of=("self",)).order_by("pk")
        return rows


class Sheet(ModelResource):
    """Rows are told apart by their address. What a file does not name stays as it is; a new row
    is a draft. The person can change by a file what they can change by hand, and nothing else."""

    # Column → the field of the related row that names it.
    named_by = {}

    class Meta:
        import_id_fields = ["slug"]
        instance_loader_class = RowsOfTheFile
        skip_unchanged = True

    def __init__(self, model_admin: ModelAdmin, request: HttpRequest, **kwargs) -> None:
        super().__init__()
        self.model_admin = model_admin
        self.request = request
        self.is_writing = False

    @classmethod
    def field_from_django_field(cls, name: str, field: models.Field, readonly: bool) -> Column:
        if name in cls.named_by:
            return Column(field, cells.Related(cls.named_by[name]))
        if isinstance(field, models.BooleanField):
            return Column(field, cells.YesNo(empty=None if field.null else False))
        return Column(field, CELLS.get(field.get_internal_type(), cells.Text)())

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return Changes

    def get_queryset(self) -> models.QuerySet:
        return self.model_admin.get_queryset(self.request).select_related(*self.named_by)

    def filter_export(self, queryset: models.QuerySet, **kwargs) -> models.QuerySet:
        return queryset.select_related(*self.named_by)

    def import_data(self, dataset: Dataset, dry_run: bool = False, **kwargs) -> Result:
        self.is_writing = not dry_run
        return super().import_data(dataset, dry_run, **kwargs)

    def before_import(self, dataset: Dataset, **kwargs) -> None:
        try:
            self._check_headers(dataset.headers)
        except Refused:
            dataset.wipe()
            raise
        self.written = {*dataset.headers, "translated_from"}
        self.times_named = Counter(self.fields["slug"].clean(row) for row in dataset.dict)
        for name in self.named_by:
            column = self.fields[name]
            choices = self.model_admin.choices_of(name, self.get_queryset(), self.request)
            if choices is None:
                choices = self.model_admin.get_field_queryset(None, column.field, self.request)
            column.widget.offer(choices.complex_filter(column.field.get_limit_choices_to()))

    def _check_headers(self, headers: list[str]) -> None:
        if "slug" not in headers:
            raise Refused(_("The column “slug” is missing."))
        if repeated := [name for name, times in Counter(headers).items() if times > 1]:
            raise Refused(_("Columns named twice: %(names)s.") % {"names": ", ".join(repeated)})
        if unknown := [name for name in headers if name not in self.fields]:
            raise Refused(_("Unknown columns: %(names)s.") % {"names": ", ".join(unknown)})

    def after_init_instance(self, instance: models.Model, new: bool, row: dict, **kwargs) -> None:
        self.texts_before = None if new else texts_on(instance)
        self.before = {} if new else columns_of(instance)
        if self.times_named[slug := self.fields["slug"].clean(row)] > 1 and slug:
            raise ValidationError({"slug": _("This address stands in the file more than once.")})
        if not new and not self.model_admin.has_change_permission(self.request, instance):
            raise ValidationError(
                {"slug": _("This row belongs to the open data or to others: it stays as it is.")}
            )

    def validate_instance(
        self,
        instance: models.Model,
        import_validation_errors: dict | None = None,
        validate_unique: bool = True,
    ) -> None:
        """The columns, as a form does, but for the constraints: Django asks the database about each
        of them, which makes 30 queries of a row. `do_instance_save` asks when the database refuses.
        """
        errors = dict(import_validation_errors or {})
        others = {field.name for field in instance._meta.fields} - self.fields.keys()
        try:
            instance.full_clean(
                exclude=others | errors.keys(),
                validate_unique=validate_unique,
                validate_constraints=False,
            )
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if not errors and not may_save(self.request.user, instance):
            message = _("You may enter this only for a municipality of your own.")
            errors = {NON_FIELD_ERRORS: [message]}
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: models.Model, is_create: bool) -> None:
        """None of these rows has children, so that its texts all stand in the file or on it.

        Of a row that was there, only the columns of the file are written and what follows from
        them: who withdrew or confirmed it meanwhile is not overruled by what was read before.
        """
        instance.translated_from = note(instance, self.texts_before, texts_on(instance))
        try:
            with transaction.atomic():
                if is_create:
                    super().do_instance_save(instance, is_create)
                else:
                    instance.save(update_fields=self.written)
        except IntegrityError:
            instance.validate_constraints()
            raise
        found = changes({"fields": self.before}, {"fields": columns_of(instance)})
        record(
            Action.IMPORTED,
            instance,
            self.request.user,
            fields={} if is_create else found,
            is_public=not is_create and instance.is_published,
        )

    def skip_row(
        self,
        instance: models.Model,
        original: models.Model,
        row: dict,
        import_validation_errors: dict | None = None,
    ) -> bool:
        """Skips what would change nothing, and empty rows between others."""
        if not any(cells.as_text(cell) for cell in row.values()):
            return True
        return super().skip_row(instance, original, row, import_validation_errors)

    def after_import_row(self, row: dict, row_result: RowResult, **kwargs) -> None:
        row_result.number = kwargs["row_number"]
