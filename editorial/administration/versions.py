"""Earlier versions of a row, and the way back to one of them."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext

from editorial import review
from editorial.administration.drafting import DraftingAdmin
from editorial.administration.editing import compare
from editorial.editions import snapshot
from editorial.merging import completed
from editorial.models import Publishable, Revision
from editorial.rights import may_read_editions

# The latest ones, each with a comparison of its own.
VERSIONS = 20


class VersionsAdmin(DraftingAdmin):
    def get_urls(self) -> list[URLPattern]:
        return [self._address("versions", self.versions_view), *super().get_urls()]

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was public earlier, each against what is public now; the way back to one of them
        is a draft, which goes through review like any other."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not may_read_editions(request.user, row):
            raise Http404
        published = Revision.objects.of(row).published().select_related("author", "reviewer")
        versions = list(published[:VERSIONS])
        if request.method == "POST":
            return self._restore(request, row, versions)
        live = snapshot(row)
        told = [(version, compare(self.model, live, version.data)) for version in versions]
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Earlier versions"),
            "opts": self.opts,
            "row": row,
            "versions": told,
            "first": compare(self.model, live, versions[-1].base)
            if versions and versions[-1].base
            else [],
            "edition": Revision.objects.open_of(row),
            "change_path": self._page("change", row),
        }
        return TemplateResponse(request, "admin/versions.html", context)

    def _restore(
        self, request: HttpRequest, row: Publishable, versions: list[Revision]
    ) -> HttpResponse:
        wanted = request.POST.get("version", "")
        found = {str(version.pk): version.data for version in versions}
        if versions and versions[-1].base:
            found["first"] = versions[-1].base
        if wanted not in found:
            raise Http404
        data = completed(found[wanted], snapshot(row))
        try:
            edition = review.keep(row, data, request.user, only_new=True)
        except review.Moved:
            text = gettext("There is a draft already. Publish it or give it up first.")
            self.message_user(request, text, messages.ERROR)
            return redirect(self._page("review", row))
        if edition is None:
            text = gettext("This version is what is public now.")
            self.message_user(request, text, messages.INFO)
            return redirect(self._page("versions", row))
        text = gettext("A draft with the earlier text was made. Look at it, then submit it.")
        self.message_user(request, text, messages.SUCCESS)
        return redirect(self._page("review", row))
