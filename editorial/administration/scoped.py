"""The administration asks for rights here: which rows a person sees and may change."""

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from editorial.models import Placed, User
from editorial.rights import (
    may,
    may_delete,
    may_edit,
    may_publish,
    may_save,
    may_see,
    rights,
)
from editorial.roles import Act


class OwnRow:
    """A form that refuses a row which would come to lie where its `person` may not put it."""

    person: User
    may = staticmethod(may_save)

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors and not self.may(self.person, self.instance):
            self.add_error(None, _("You may enter this only for a municipality of your own."))


class OwnChoices(BaseModelAdmin):
    """Offers the rows that the person sees in the list of their model, and what is chosen already,
    which would be lost otherwise."""

    def get_field_queryset(
        self, db: str | None, db_field: models.Field, request: HttpRequest
    ) -> models.QuerySet | None:
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if related is None:
            return super().get_field_queryset(db, db_field, request)
        return related.get_queryset(request)

    def choices_of(
        self, name: str, rows: models.QuerySet, request: HttpRequest
    ) -> models.QuerySet | None:
        """The choices for the field `name` of `rows`, or None when nobody's scope bounds them."""
        field = self.model._meta.get_field(name)
        related = self.admin_site._registry.get(field.remote_field.model)
        if isinstance(related, Scoped):
            return related.get_queryset(request, Q(pk__in=rows.values(name)))
        return None

    def _keep_chosen(self, form: type, rows: models.QuerySet, request: HttpRequest) -> None:
        if rights(request.user).is_administrator:
            return
        for name, field in form.base_fields.items():
            if isinstance(field, forms.ModelChoiceField):
                choices = self.choices_of(name, rows, request)
                field.queryset = field.queryset if choices is None else choices


class Scoped(OwnChoices, admin.ModelAdmin):
    """Shows and changes what the role of the person allows, in place of Django's own permissions.

    A row elsewhere is not found, as if there were none.
    """

    def get_queryset(self, request: HttpRequest, also: Q | None = None) -> models.QuerySet:
        """Rows that the person may see, and those that are `also` asked for."""
        rows, own = super().get_queryset(request), rights(request.user)
        if own.is_administrator or not issubclass(self.model, Placed):
            return rows
        return rows.filter(self.model.of(own.sight) | self.model.national() | (also or Q(pk=None)))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return self._has_act(request, Act.SEE)
        return may_see(request.user, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._has_act(request, Act.ADD)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return self._has_act(request, Act.CHANGE_DRAFT, Act.CHANGE_LIVE)
        return may_edit(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return self._has_act(request, Act.DELETE_DRAFT)
        return may_delete(request.user, obj)

    def has_publish_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return self._has_act(request, Act.PUBLISH)
        return may_publish(request.user, obj)

    def has_confirm_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return self._has_act(request, Act.CONFIRM)
        return may(request.user, Act.CONFIRM, obj)

    def _has_act(self, request: HttpRequest, *acts: Act) -> bool:
        return any(rights(request.user).may(act, self.model.subject) for act in acts)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """Whoever works in one municipality enters things there."""
        own = rights(request.user).places(Act.ADD, self.model.subject).municipalities
        one = {"municipality": next(iter(own))} if len(own) == 1 else {}
        return {**one, **super().get_changeform_initial_data(request)}

    def get_list_filter(self, request: HttpRequest) -> list:
        """Names only what the rows of the list belong to."""
        return [
            (name, admin.RelatedOnlyFieldListFilter) if self._is_related(name) else name
            for name in super().get_list_filter(request)
        ]

    def _is_related(self, name: str | type | tuple) -> bool:
        if not isinstance(name, str):
            return False
        *way, last = name.split("__")
        model = self.model
        for step in way:
            model = model._meta.get_field(step).related_model
        return model._meta.get_field(last).is_relation

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs,
    ) -> type[forms.ModelForm]:
        parts = (OwnRow, kwargs.get("form", self.form))
        kwargs["form"] = type("OwnRowForm", parts, {"person": request.user})
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            self._keep_chosen(form, self.model._base_manager.filter(pk=obj.pk), request)
        return form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: models.Model | None = None,
    ) -> HttpResponse:
        more = self.form_context(request, obj)
        return super().render_change_form(request, {**context, **more}, add, change, form_url, obj)

    def form_context(self, request: HttpRequest, obj: models.Model | None) -> dict:
        """What the template of the form is told beyond what Django tells it."""
        return {}

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: models.options.Options, object_id: str
    ) -> HttpResponse:
        raise Http404


class ScopedInline(OwnChoices, InlineModelAdmin):
    """Children are seen and changed by whoever may do so with their parent. Django hands the parent
    to the questions about rights."""

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._parent_admin.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if obj is None:
            return self._parent_admin.has_add_permission(request)
        return self._parent_admin.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    @property
    def _parent_admin(self) -> Scoped:
        return self.admin_site.get_model_admin(self.parent_model)

    def get_formset(
        self, request: HttpRequest, obj: models.Model | None = None, **kwargs
    ) -> type[forms.BaseInlineFormSet]:
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None:
            children = self.model._base_manager.filter(**{formset.fk.name: obj})
            self._keep_chosen(formset.form, children, request)
        return formset


def no_shortcut(request: HttpRequest, row: str) -> None:
    """Django's way from any row to its page, which would name the address of a draft to anybody."""
    raise Http404
