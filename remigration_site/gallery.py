"""The gallery: every component in every state, with texts as they are on the site.

Shown only while developing. A new component gets its samples here and its place in
templates/gallery.html.
"""

from datetime import date, time
from types import SimpleNamespace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.images import WIDTHS, Picture
from remigration_site import map as latvia

LINK = "#content"


def gallery(request: HttpRequest) -> HttpResponse:
    """Return the page with all components; outside development there is no such page."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "gallery.html", SAMPLES)


NEEDS = [
    ("work", "Darbs", "Vakances, NVA un darba meklēšana no ārzemēm."),
    ("business", "Uzņēmējdarbība", "Granti, padoms un nodokļu pirmie soļi."),
    ("home", "Mājoklis", "Pašvaldības dzīvokļi, īre un pagaidu mājvieta."),
    ("language", "Valoda", "Latviešu valodas kursi bērniem un pieaugušajiem."),
    ("children", "Bērni", "Bērnudārzs, skola, ēdināšana un pabalsti."),
    ("health", "Veselība", "Ģimenes ārsts, slimnīcas un S1 veidlapa."),
    ("documents", "Dokumenti", "Dzīvesvietas deklarēšana, eID karte un diplomi."),
]

PLACES = [
    ("daugavpils", "Daugavpils", 55.875, 26.53556),
    ("tukums", "Tukums", 56.96764, 23.15554),
    ("jelgava", "Jelgava", 56.65, 23.71278),
    ("ozolnieki", "Ozolnieki", 56.68986, 23.7761),
    ("rundale", "Rundāle", 56.41812, 24.01625),
    ("nereta", "Nereta", 56.20279, 25.30752),
    ("saldus", "Saldus", 56.66363, 22.48807),
    ("skrunda", "Skrunda", 56.67749, 22.01649),
    ("gulbene", "Gulbene", 57.17767, 26.75291),
    ("smiltene", "Smiltene", 57.42444, 25.90164),
]

UNCONFIRMED = {
    "text": "Informācija uz 2023. gadu (Daugavpils valstspilsētas pašvaldība) – pašvaldība to"
    " vēl nav apstiprinājusi.",
    "tone": "time",
    "state": "unconfirmed",
}
AGES = [
    {
        "text": "Pārbaudīts 2026. gada 2. oktobrī, Daugavpils valstspilsētas pašvaldība.",
        "tone": "ok",
        "state": "verified",
    },
    UNCONFIRMED,
    {"text": "Nav pārbaudīts kopš 2026. gada 20. jūnija.", "tone": "time", "state": "overdue"},
    {
        "text": "Novecojis: pēdējo reizi pārbaudīts 2026. gada 2. martā. Pirms paļaujaties,"
        " pajautājiet.",
        "tone": "time",
        "state": "expired",
    },
    {
        "text": "Vēsturiska informācija par 2018. gadu.",
        "tone": "neutral",
        "state": "historic",
    },
]

DAUGAVPILS = SimpleNamespace(short_name="Daugavpils")

MEASURES = [
    {
        "measure": SimpleNamespace(
            title="„Impulss” remigrantiem: lielāks grants Daugavpilī",
            summary="Konkursā „Impulss” var saņemt vairāk, ja projekts saistīts ar remigrāciju:"
            " piemēram, to īsteno remigrants vai tajā rada darba vietu remigrantam.",
            get_absolute_url=LINK,
            municipality=DAUGAVPILS,
            need_label="Uzņēmējdarbība",
        ),
        "status": {"label": "atvērts", "tone": "ok"},
        "age": AGES[0],
        "amount": "8000–16 000 €",
    },
    {
        "measure": SimpleNamespace(
            title="Bērnudārza rinda Daugavpilī",
            summary="Bērnu rindā reģistrē Daugavpils pilsētas Izglītības pārvaldē vai"
            " elektroniski. Jaunās grupas komplektē no maija pirmās pirmdienas līdz"
            " 31. augustam.",
            get_absolute_url=LINK,
            municipality=DAUGAVPILS,
            need_label="Bērni",
        ),
        "status": {"label": "pastāvīgi pieejams", "tone": "info"},
        "age": UNCONFIRMED,
        "amount": "",
    },
    {
        "measure": SimpleNamespace(
            title="Pabalsts mobilitātei, kad sākat darbu citā pilsētā",
            summary="Nodarbinātības valsts aģentūra pirmajos četros mēnešos sedz ceļa vai īres"
            " izdevumus, ja darbavieta ir tālu no deklarētās dzīvesvietas.",
            get_absolute_url=LINK,
            municipality=None,
            need_label="Darbs",
        ),
        "status": {"label": "sāksies 2027. gada 1. martā", "tone": "time"},
        "age": AGES[2],
        "amount": "līdz 150 € mēnesī (2022)",
    },
    {
        "measure": SimpleNamespace(
            title="Latviešu valodas kursi Daugavpilī (2018)",
            summary="2018. gadā pilsēta piedāvāja latviešu valodas kursus. Vai kursi notiek arī"
            " tagad, pajautājiet pašvaldībai.",
            get_absolute_url=LINK,
            municipality=DAUGAVPILS,
            need_label="Valoda",
        ),
        "status": {"label": "vēsturisks", "tone": "neutral"},
        "age": AGES[4],
        "amount": "",
    },
]

CALENDAR = [
    {
        "day": date(2027, 3, 1),
        "away": "rīt",
        "entries": [
            {
                "tag": {"label": "kārta beidzas", "tone": "time"},
                "page": SimpleNamespace(
                    title="„Impulss” remigrantiem: lielāks grants Daugavpilī",
                    get_absolute_url=LINK,
                ),
                "place": DAUGAVPILS,
                "time": time(17),
            },
            {
                "tag": {"label": "pasākums", "tone": "info"},
                "page": SimpleNamespace(
                    title="Gribu atgriezties Latvijā: ar ko sākt?", get_absolute_url=LINK
                ),
                "place": None,
                "time": time(18, 30),
            },
        ],
    },
    {
        "day": date(2027, 3, 5),
        "away": "pēc 5 dienām",
        "entries": [
            {
                "tag": {"label": "vakance beidzas", "tone": "neutral"},
                "page": SimpleNamespace(title="Sākumskolas skolotāja", get_absolute_url=LINK),
                "place": DAUGAVPILS,
                "time": None,
            },
        ],
    },
]

FACTS = [
    {
        "label": "Kam paredzēts",
        "value": "Komercsabiedrībām, kas nav vecākas par diviem gadiem, un privātpersonām,"
        " kuru dzīvesvieta Daugavpilī deklarēta vismaz gadu.",
    },
    {
        "label": "Cik daudz",
        "value": "5000–15 000 €, līdz 75 % attiecināmo izmaksu",
        "remark": "2025. vai 2026. gada kārta; pārējo ieguldāt jūs.",
    },
    {"label": "Pieteikuma valoda", "value": "nav zināms, pajautājiet"},
    {
        "label": "Oficiālā saite",
        "value": "daugavpils.lv",
        "path": "https://www.daugavpils.lv",
        "remark": "Atver pašvaldības vietni.",
    },
]

_WAITING_LIST = SimpleNamespace(title="Bērnudārza rinda Daugavpilī", get_absolute_url=LINK)

STAGES = [
    {
        "code": "before",
        "label": "Pirms izbraukšanas",
        "start": 1,
        "steps": [
            SimpleNamespace(
                text="Pārbaudiet, vai Pilsonības un migrācijas lietu pārvaldē (PMLP) ir"
                " norādīta jūsu ārvalsts adrese.",
                url="https://www.pmlp.gov.lv/lv/dzivesvietas-deklaresana",
                duration="viena diena, ja ir e-paraksts",
                lead_months=36,
                repeats=None,
            ),
            SimpleNamespace(
                text="Reģistrējiet bērnu rindā elektroniski, vēlams līdz maijam.",
                url="",
                duration="",
                lead_months=None,
                repeats=_WAITING_LIST,
            ),
        ],
    },
    {
        "code": "arrive",
        "label": "Ierodoties",
        "start": 3,
        "steps": [
            SimpleNamespace(
                text="Deklarējiet dzīvesvietu: to ņem vērā, piešķirot vietas.",
                url="",
                duration="",
                lead_months=None,
                repeats=None,
            ),
        ],
    },
    {
        "code": "settle",
        "label": "Iedzīvojoties",
        "start": 4,
        "steps": [
            SimpleNamespace(
                text="Atnāciet uz informatīvo semināru vai piezvaniet, lai saņemtu padomu.",
                url="",
                duration="",
                lead_months=None,
                repeats=None,
            ),
            SimpleNamespace(
                text="Iesniedziet pieteikumu noteiktajā laikā.",
                url="https://www.daugavpils.lv",
                duration="",
                lead_months=None,
                repeats=None,
            ),
        ],
    },
]

PAPERS = [
    SimpleNamespace(
        name="Diploms par augstāko izglītību",
        form="original",
        translation_needed=True,
        where="augstskolā, kas to izdeva",
    ),
    SimpleNamespace(
        name="Bērna dzimšanas apliecība", form="either", translation_needed=False, where=""
    ),
    SimpleNamespace(name="Biznesa plāns", form="copy", translation_needed=None, where=""),
    SimpleNamespace(name="Izziņa par ģimenes sastāvu", form="", translation_needed=None, where=""),
]


def _round(**fields: object) -> SimpleNamespace:
    empty = dict.fromkeys(
        (
            "year",
            "opens",
            "closes",
            "closes_time",
            "amount_min",
            "amount_max",
            "budget",
            "applied",
            "won",
        )
    )
    return SimpleNamespace(**{**empty, "note": "", **fields})


ROUNDS = [
    _round(
        amount_min=5000,
        amount_max=15000,
        applied=46,
        note="Rekordliels pieteikumu skaits; avotā gads nav norādīts (2025. vai 2026.).",
    ),
    _round(year=2024, opens=date(2024, 3, 15), closes=date(2024, 5, 2), applied=12, won=7),
    _round(year=2023, amount_min=5000, amount_max=15000, budget=60000, opens=date(2023, 3, 1)),
    _round(year=2021, amount_max=7000, closes=date(2021, 5, 17), applied=26),
    _round(year=2019, amount_min=1000),
]

SOURCES = [
    SimpleNamespace(
        url="https://lpr.gov.lv/lv/remigracija/remigracijas-projekta-pilotpasvaldibas/",
        publisher="Latgales plānošanas reģions",
        as_of="2018",
    ),
    SimpleNamespace(
        url="https://latvija.gov.lv/Services/8554",
        publisher="latvija.gov.lv / Daugavpils pilsētas Izglītības pārvalde",
        as_of="2024-04-05",
    ),
    SimpleNamespace(url="https://daugavpils20pii.lv/", publisher="20. PII", as_of=""),
]

_STATES = [
    ("some", "2 pasākumi"),
    ("unknown", "vēl nav zināms, pajautājiet"),
    ("some", "1 pasākums"),
    ("none", "netiek piedāvāts (pārbaudīts 02.10.2026.)"),
    ("some", "12 pasākumi"),
    ("some", "3 pasākumi"),
    ("unknown", "vēl nav zināms, pajautājiet"),
]

MATRIX = {
    "needs": [{"label": label, "path": LINK} for _, label, _ in NEEDS],
    "rows": [
        {
            "label": label,
            "path": LINK,
            "cells": [
                {"state": state, "text": text, "path": LINK}
                for state, text in _STATES[number % 7 :] + _STATES[: number % 7]
            ],
        }
        for number, (_, label, _, _) in enumerate(PLACES[:5])
    ],
}

NEED_STATES = [
    {"need": need, "label": label, "state": state, "text": text, "path": LINK}
    for (need, label, _), (state, text) in zip(NEEDS, _STATES, strict=True)
]

FILTERS = [
    {
        "name": "m",
        "label": "Pašvaldība",
        "kind": "checkboxes",
        "options": [
            {"value": slug, "label": label, "checked": slug == "daugavpils"}
            for slug, label, _, _ in PLACES
        ],
    },
    {
        "name": "need",
        "label": "Vajadzība",
        "kind": "select",
        "any": "Visas vajadzības",
        "options": [
            {"value": need, "label": label, "checked": need == "children"}
            for need, label, _ in NEEDS
        ],
    },
    {
        "name": "stage",
        "label": "Posms",
        "kind": "select",
        "any": "Visi posmi",
        "options": [
            {"value": "before", "label": "Pirms izbraukšanas", "checked": False},
            {"value": "arrive", "label": "Ierodoties", "checked": False},
        ],
    },
    {
        "name": "status",
        "label": "Statuss",
        "kind": "select",
        "any": "Visi, arī slēgtie",
        "options": [{"value": "open", "label": "Atvērts", "checked": False}],
    },
]

CHOSEN = [
    {"group": "Pašvaldība", "label": "Daugavpils", "path": LINK},
    {"group": "Vajadzība", "label": "Bērni", "path": LINK},
]

LINKS = [{"number": number, "path": LINK} for number in (1, 2, 3)]


def _contact(**fields: object) -> SimpleNamespace:
    empty = dict.fromkeys(
        (
            "unit",
            "mailbox",
            "phones",
            "website",
            "address",
            "hours",
            "languages_spoken",
            "person",
            "since",
            "until",
            "note",
        ),
        "",
    )
    return SimpleNamespace(**{**empty, "is_historic": False, "since_or_earlier": False, **fields})


CONTACTS = [
    {
        "contact": _contact(
            role="Reģionālais remigrācijas koordinators",
            mailbox="remigracija@vidzeme.lv",
            phones="+371 29374285",
            website="https://www.vidzeme.lv",
            hours="Darba dienās 9.00–17.00",
            languages_spoken="lv,en,ru",
            person="Inga Madžule",
            since="2024-05",
            since_or_earlier=True,
        ),
        "body": "Vidzemes plānošanas reģions",
        "age": AGES[0],
    },
    {
        "contact": _contact(
            role="Sociālais dienests",
            unit="Pabalstu nodaļa",
            mailbox="socd@socd.lv",
            phones="80006966; +371 65449907",
            address="Vienības iela 8, Daugavpils, LV-5401",
            note="Uz numuru 80006966 var zvanīt bez maksas.",
        ),
        "body": "Daugavpils",
        "age": UNCONFIRMED,
    },
    {
        "contact": _contact(
            role="Kontaktpersona remigrācijas jautājumos (2018)",
            unit="Stratēģiskās plānošanas un starptautisko sakaru nodaļa",
            mailbox="pasts@example.lv",
            phones="+371 65400000",
            person="Anna Paraudziņa",
            since="2018",
            until="2019-12",
            is_historic=True,
        ),
        "body": "Daugavpils",
        "age": AGES[4],
    },
]

OFFERS = [
    {
        "offer": SimpleNamespace(title="Metinātājs", get_absolute_url=LINK),
        "facts": [
            {"text": "SIA „Paraugs”", "lang": "lv"},
            {"text": "1200–1500 € mēnesī pirms nodokļiem", "strong": True},
            {"text": "pilna slodze"},
        ],
        "tags": [{"label": "ar mājokli", "tone": "ok"}],
        "age": AGES[0],
    },
    {
        "offer": SimpleNamespace(get_absolute_url=LINK),
        "name": "Pirmsskola „Paraudziņš”",
        "facts": [{"text": "brīvo vietu skaits nav zināms, pajautājiet", "strong": True}],
        "tags": [],
        "age": UNCONFIRMED,
    },
]

FEEDS = [
    {"label": "Atom", "address": "https://majupcels.example/lv/vakances.atom?m=saldus"},
    {"label": "iCalendar (.ics)", "address": "https://majupcels.example/lv/termini.ics?m=saldus"},
]

CHANGES = [
    {
        "day": date(2027, 3, 1),
        "entries": [
            {
                "title": {"value": "„Impulss” remigrantiem", "path": LINK},
                "tag": {"label": "mainīts", "tone": "info"},
                "names": ["kopsavilkums", "kārta (2027): beigas"],
                "place": DAUGAVPILS,
                "place_name": "short_name",
            },
            {
                "title": {"value": "Latviešu valodas kursi", "path": ""},
                "tag": {"label": "atsaukts", "tone": "neutral"},
                "names": [],
                "place": None,
            },
        ],
    },
]
CHANGE_HISTORY = [
    {"day": date(2027, 3, 1), "what": "mainīts", "names": ["kopsavilkums", "kārta (2027): beigas"]},
    {"day": date(2027, 1, 15), "what": "publicēts", "names": []},
]

QUESTION = SimpleNamespace(
    question="Vai bērnu var pieteikt bērnudārza rindā, kamēr vēl dzīvojam ārzemēs?",
    answer="Jā, rindā reģistrē elektroniski. Piešķirot vietas, ņem vērā deklarēto dzīvesvietu.",
)

# The same drawing in place of every file.
_DRAWING = f"{settings.STATIC_URL}img/favicon.svg"
PICTURE = Picture(
    _DRAWING, ", ".join(f"{_DRAWING} {width}w" for width in WIDTHS), width=1600, height=1067
)

SAMPLES = {
    "trail": [
        {"label": "Pašvaldības", "path": LINK},
        {"label": "Daugavpils", "path": LINK},
        {"label": "„Impulss” remigrantiem: lielāks grants Daugavpilī", "path": ""},
    ],
    "kinds": ["neutral", "info", "ok", "time", "bad"],
    "needs": [
        {"need": need, "label": label, "text": text, "path": LINK} for need, label, text in NEEDS
    ],
    "place": SimpleNamespace(
        name="Rundāles novads",
        region=SimpleNamespace(name="Zemgales plānošanas reģions"),
        reform_note="Kopš 2021. gada 1. jūlija Bauskas novadā.",
        get_absolute_url=LINK,
    ),
    "ages": AGES,
    "measures": MEASURES,
    "offers": OFFERS,
    "feeds": FEEDS,
    "links": [{"label": "Bērnudārzi", "path": LINK}, {"label": "Skolas", "path": LINK}],
    "facts": FACTS,
    "stages": STAGES,
    "papers": PAPERS,
    "rounds": ROUNDS,
    "closes": date(2027, 5, 2),
    "calendar": CALENDAR,
    "changes": CHANGES,
    "change_history": CHANGE_HISTORY,
    "sources": SOURCES,
    "matrix": MATRIX,
    "need_states": NEED_STATES,
    "filters": FILTERS,
    "link": LINK,
    "chosen": CHOSEN,
    "unknown": ["atlantida", "zivis"],
    "drop": [{"label": "bez „Bērni”", "path": LINK}, {"label": "bez „Daugavpils”", "path": LINK}],
    "nearest": [{"label": "Ēdināšana skolā, Tukums", "path": LINK, "text": "pastāvīgi pieejams"}],
    "ask": {"label": "Pajautāt koordinatoram", "path": LINK},
    "pages": {
        "number": 2,
        "count": 9,
        "previous": LINK,
        "next": LINK,
        "links": [*LINKS, {"number": None, "path": None}, {"number": 9, "path": LINK}],
    },
    "contacts": CONTACTS,
    "question": QUESTION,
    "picture": PICTURE,
    "photo": SimpleNamespace(
        photo_alt="Mājupceļa zīme: ceļš uz māju starp pakalniem", photo_credit="Anna Paraudziņa"
    ),
    "question_measures": [_WAITING_LIST],
    "outline": latvia.OUTLINE,
    "points": latvia.points(
        [
            {"slug": slug, "label": label, "path": LINK, "latitude": north, "longitude": east}
            for slug, label, north, east in PLACES
        ]
    ),
}
