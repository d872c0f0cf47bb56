"""Measures and questions as schema.org describes them, for search engines."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext

from support_programs.models import CommonQuestion, SupportMeasure


def government_service(measure: SupportMeasure, url: str) -> dict:
    place = measure.municipality
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": measure.title,
        "description": measure.summary,
        "url": url,
        "inLanguage": get_language(),
        "serviceType": measure.get_kind_display(),
        "areaServed": {
            "@type": "AdministrativeArea",
            "name": place.name if place else gettext("Latvia"),
        },
    }
    if place:
        data["provider"] = {"@type": "GovernmentOrganization", "name": place.authority.name}
    if measure.official_url:
        data["sameAs"] = measure.official_url
    return data


def faq_page(questions: Iterable[CommonQuestion]) -> dict:
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": question.answer},
            }
            for question in questions
        ],
    }
