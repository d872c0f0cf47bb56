"""Writing the texts that pages show as Markdown: a text area with a few buttons and a preview.

Without script it is a text area, and the address of a page can be pasted from the browser.
"""

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms.renderers import BaseRenderer
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from editorial import inside_links, rich_text

# As much as the longest of the fields holds.
MAX_LENGTH = 6000
MAX_WORDS_LENGTH = 100


class MarkdownWidget(AdminTextareaWidget):
    """`language`: of the text, in which the preview is shown."""

    class Media:
        js = [Script("js/markdown-field.js", defer=True)]

    def __init__(self, attrs: dict | None = None, language: str = settings.LANGUAGE_CODE) -> None:
        super().__init__(attrs)
        self.language = language

    def render(
        self, name: str, value: str, attrs: dict | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        area = super().render(name, value, {**(attrs or {}), "lang": self.language}, renderer)
        return render_to_string(
            "admin/_markdown_field.html",
            {"area": area, "id": (attrs or {}).get("id", name), "language": self.language},
        )


class MarkdownField(forms.CharField):
    """Keeps links to pages of this site by what they lead to."""

    def clean(self, value: str | None) -> str | None:
        text = super().clean(value)
        if not text:
            return text
        kept = rich_text.kept(text)
        self.run_validators(kept)
        return kept


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The text as its page would show it, in the language of the text."""
    text = request.POST.get("text", "")
    if len(text) > MAX_LENGTH:
        message = gettext("The text is longer than %(count)d characters.")
        return HttpResponse(message % {"count": MAX_LENGTH}, status=400, content_type="text/plain")
    language = request.POST.get("language")
    known = language in dict(settings.LANGUAGES)
    with override(language if known else settings.LANGUAGE_CODE):
        return HttpResponse(rich_text.render(text))


@require_safe
def find_pages(request: HttpRequest) -> JsonResponse:
    """Published pages by words of their names, for the button that links to one."""
    words = request.GET.get("q", "")[:MAX_WORDS_LENGTH]
    return JsonResponse({"pages": inside_links.find(words)})
