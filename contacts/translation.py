"""What is translated. History is registered after it, so that it holds every language."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from contacts.models import Contact


@register(Contact)
class ContactTranslation(TranslationOptions):
    fields = ("role", "unit", "hours", "note")
    required_languages = {"lv": ("role",)}


simple_history.register(Contact)
