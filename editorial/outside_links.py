"""Links to other sites: which ones our facts hold, and whether they still lead somewhere.

Asked for at night by the command `check_links`, never while somebody waits for a page. One failed
night says nothing; a link is broken that failed on two days running. A site that lets no programs
in is never called broken.
"""

import datetime as dt
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from editorial import clock
from editorial.asking import MAX_ADDRESS, Answer, Asker
from editorial.editions import child_models, fields_of
from editorial.models import LinkResult, LinkUse, OutsideLink
from editorial.own_rows import publishable_models

FAILURES_TO_BREAK = 2
FAILED = {LinkResult.MISSING, LinkResult.ERROR, LinkResult.UNREACHABLE, LinkResult.UNSAFE}
_AT_ONCE = 500

_ADDRESS = re.compile(r"https?://[^\s<>\[\]\"“”„]+", re.IGNORECASE)

# (kind of row, its key, the name of the column)
Use = tuple[int, int, str]


def addresses_in(text: str) -> Iterator[str]:
    """Addresses as they stand in plain text or Markdown, without the signs of the sentence."""
    for found in _ADDRESS.findall(text):
        address = found
        while address:
            if address[-1] in ".,;:!?*_'" or (
                address[-1] == ")" and address.count(")") > address.count("(")
            ):
                address = address[:-1]
            else:
                break
        if len(address) <= MAX_ADDRESS and _has_host(address):
            yield address


def _has_host(address: str) -> bool:
    """False as well for what only looks like an address."""
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False


def addresses_of_facts(on: dt.date | None = None) -> dict[str, set[Use]]:
    """Every address outside that the public is shown, and where it stands."""
    found: dict[str, set[Use]] = defaultdict(set)
    for model in publishable_models():
        kind = ContentType.objects.get_for_model(model).pk
        rows = model.objects.with_links_to_check(on)
        for url, key, column in chain(
            _written(model, rows, "pk", ""),
            *(
                _written(child, _children(child, link, rows), link.attname, f"{name}.")
                for name, (child, link) in child_models(model).items()
            ),
            _of_sources(rows),
        ):
            found[url].add((kind, key, column))
    return found


def _children(
    model: type[models.Model], link: models.Field, rows: models.QuerySet
) -> models.QuerySet:
    return model._base_manager.filter(**{f"{link.name}__in": rows.order_by().values("pk")})


def _written(
    model: type[models.Model], rows: models.QuerySet, key: str, before: str
) -> Iterator[tuple[str, int, str]]:
    columns = [
        field.name
        for field in fields_of(model)
        if isinstance(field, models.URLField | models.TextField)
    ]
    for owner, *texts in rows.order_by().values_list(key, *columns).iterator():
        for column, text in zip(columns, texts, strict=True):
            for url in addresses_in(text or ""):
                yield url, owner, before + column


def _of_sources(rows: models.QuerySet) -> Iterator[tuple[str, int, str]]:
    used = rows.order_by().filter(sources__isnull=False).values_list("sources__url", "pk")
    for text, owner in used.iterator():
        for url in addresses_in(text):
            yield url, owner, "sources"


@transaction.atomic
def keep_in_step(on: dt.date | None = None) -> int:
    """Bring the stored links and their uses up to what the facts hold; returns their number."""
    wanted = addresses_of_facts(on)
    known = set(OutsideLink.objects.values_list("url", flat=True))
    _delete(OutsideLink, "url", known - wanted.keys())
    new = [OutsideLink(url=url) for url in sorted(wanted.keys() - known)]
    OutsideLink.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)

    links = dict(OutsideLink.objects.values_list("url", "pk"))
    uses = {(links[url], *use) for url, places in wanted.items() for use in places if url in links}
    stored = {
        use: key
        for key, *use_ in LinkUse.objects.values_list(
            "pk", "link_id", "content_type_id", "object_id", "field"
        )
        for use in [tuple(use_)]
    }
    _delete(LinkUse, "pk", {key for use, key in stored.items() if use not in uses})
    names = ("link_id", "content_type_id", "object_id", "field")
    missing = [LinkUse(**dict(zip(names, use, strict=True))) for use in uses - stored.keys()]
    LinkUse.objects.bulk_create(missing, batch_size=_AT_ONCE, ignore_conflicts=True)
    return len(wanted)


def _delete(model: type[models.Model], column: str, values: Iterable) -> None:
    values = list(values)
    for start in range(0, len(values), _AT_ONCE):
        chunk = values[start : start + _AT_ONCE]
        model._base_manager.filter(**{f"{column}__in": chunk}).delete()


def check(
    asker: Asker, on: dt.date | None = None, seconds: float = float("inf")
) -> Counter[LinkResult]:
    """Ask for every link that was not asked for on this day, for at most so many seconds."""
    until = time.monotonic() + seconds
    counted: Counter[LinkResult] = Counter()
    for link in _by_turns(OutsideLink.objects.to_check(on)):
        if time.monotonic() >= until:
            break
        answer = asker.ask(link.url)
        note(link, answer, clock.now() if on is None else _noon(on))
        counted[answer.result] += 1
    return counted


def note(link: OutsideLink, answer: Answer, at: dt.datetime) -> None:
    """Store what came of asking, once a day, though two runs ask beside each other."""
    if answer.result in FAILED:
        failures, since = link.failures + 1, link.failing_since or at
    else:
        failures, since = 0, None
    OutsideLink.objects.to_check(at.date()).filter(pk=link.pk).update(
        result=answer.result,
        status=answer.status,
        leads_to=answer.leads_to,
        checked_at=at,
        failures=failures,
        failing_since=since,
        is_broken=failures >= FAILURES_TO_BREAK,
    )


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=clock.now().tzinfo)


def _by_turns(links: Iterable[OutsideLink]) -> Iterator[OutsideLink]:
    """One of each host in turn, so that few requests have to wait for their host."""
    hosts: dict[str | None, list[OutsideLink]] = defaultdict(list)
    for link in links:
        hosts[urlsplit(link.url).hostname].append(link)
    return filter(None, chain.from_iterable(zip_longest(*hosts.values())))
