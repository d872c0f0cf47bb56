"""The pages: choose a file, look at what it would change, confirm; and take a file out."""

import base64
import binascii
from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.results import Result, RowResult
from import_export.tmp_storages import BaseStorage

from editorial.rights import rights
from editorial.roles import Act
from support_programs.admin.sheets.files import (
    MAX_BYTES,
    MAX_ROWS,
    CsvFile,
    Refused,
    XlsxFile,
)

FORMATS = {".csv": CsvFile, ".xlsx": XlsxFile}
FORMAT_CHOICES = [(str(index), ending[1:].upper()) for index, ending in enumerate(FORMATS)]


class InTheForm(BaseStorage):
    """Between the two steps the file travels in the form itself: nothing is left lying on a server,
    and any of several servers can take the second step."""

    def save(self, data: bytes) -> None:
        self.name = base64.b64encode(data).decode()

    def read(self) -> bytes:
        try:
            return base64.b64decode(self.name, validate=True)
        except binascii.Error:
            raise Refused(gettext("The file was damaged on its way: choose it again.")) from None

    def remove(self) -> None:
        pass


class UploadForm(forms.Form):
    import_file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(FORMATS)}),
    )

    def __init__(self, formats: list, resources: list, **kwargs) -> None:
        super().__init__(**kwargs)
        self.fields["import_file"].help_text = gettext(
            "CSV (UTF-8) or XLSX, at most %(megabytes)s MB and %(rows)d rows."
        ) % {"megabytes": f"{MAX_BYTES / 1_000_000:g}", "rows": MAX_ROWS}

    def clean_import_file(self) -> UploadedFile:
        """The ending of its name says of which kind it is."""
        file = self.cleaned_data["import_file"]
        ending = PurePath(file.name).suffix.lower()
        if ending not in FORMATS:
            raise ValidationError(gettext("Choose a file that ends in .csv or .xlsx."))
        if file.size > MAX_BYTES:
            raise ValidationError(gettext("The file is too large."))
        self.cleaned_data["format"] = str(list(FORMATS).index(ending))
        return file


class ConfirmForm(forms.Form):
    import_file_name = forms.CharField(widget=forms.HiddenInput)
    original_file_name = forms.CharField(widget=forms.HiddenInput)
    format = forms.ChoiceField(choices=FORMAT_CHOICES, widget=forms.HiddenInput)


class DownloadForm(forms.Form):
    format = forms.ChoiceField(label=gettext_lazy("Kind of file"), choices=FORMAT_CHOICES)

    def __init__(self, formats: list, resources: list, **kwargs) -> None:
        super().__init__(**kwargs)


class SheetAdmin(ImportExportMixin):
    """Import and export for those whose role has them. All of a file goes in or nothing."""

    formats = list(FORMATS.values())
    import_form_class = UploadForm
    confirm_form_class = ConfirmForm
    export_form_class = DownloadForm
    tmp_storage_class = InTheForm
    to_encoding = "utf-8-sig"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return rights(request.user).may(Act.IMPORT, self.model.subject)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return rights(request.user).may(Act.EXPORT, self.model.subject)

    def get_resource_kwargs(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {"model_admin": self, "request": request}

    def get_import_data_kwargs(self, **kwargs) -> dict:
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def get_import_context_data(self, **kwargs) -> dict:
        """The columns a file may have, for those who write one from nothing."""
        sheet = self.resource_classes[0]
        return {"columns": [sheet.fields[name] for name in sheet._meta.fields]}

    def add_data_read_fail_error_to_form(self, form: forms.Form, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        form.add_error("import_file", str(error))

    def process_import(self, request: HttpRequest, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().process_import(request, **kwargs)
        except Refused as error:
            messages.error(request, str(error))
            info = self.get_model_info()
            return redirect("admin:{}_{}_import".format(*info))

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """What was sound when it was looked at may no longer be so."""
        if not result.has_errors() and not result.has_validation_errors():
            return super().process_result(result, request)
        context = {
            **self.admin_site.each_context(request),
            **self.get_import_context_data(),
            "title": gettext("Import"),
            "opts": self.opts,
            "form": UploadForm(self.formats, self.resource_classes),
            "result": result,
        }
        return TemplateResponse(request, [self.import_template_name], context)

    def generate_log_entries(self, result: Result, request: HttpRequest) -> None:
        for kind, flag in (
            (RowResult.IMPORT_TYPE_NEW, ADDITION),
            (RowResult.IMPORT_TYPE_UPDATE, CHANGE),
        ):
            rows = [row.instance for row in result if row.import_type == kind]
            if rows:
                message = gettext("Imported from a file.")
                LogEntry.objects.log_actions(request.user.pk, rows, flag, message)

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        message = gettext("Imported: %(new)d new, %(changed)d changed, %(unchanged)d unchanged.")
        counts = {
            "new": result.totals[RowResult.IMPORT_TYPE_NEW],
            "changed": result.totals[RowResult.IMPORT_TYPE_UPDATE],
            "unchanged": result.totals[RowResult.IMPORT_TYPE_SKIP],
        }
        messages.success(request, message % counts)

    def get_export_queryset(self, request: HttpRequest) -> models.QuerySet:
        """The rows of the list as it is filtered."""
        try:
            return super().get_export_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error
