"""Reading .po files, without gettext."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass
class Entry:
    """One text of the interface with its translations: one, or one for each plural form."""

    msgid: str = ""
    context: str | None = None
    plural: str | None = None
    texts: dict[int, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str | None, str, str | None]:
        return self.context, self.msgid, self.plural

    @property
    def msgids(self) -> list[str]:
        return [self.msgid] if self.plural is None else [self.msgid, self.plural]

    @property
    def is_complete(self) -> bool:
        return bool(self.texts) and all(self.texts.values())

    @property
    def differs(self) -> bool:
        """Whether a reader of this language must not meet the English text."""
        return self.msgid not in self.texts.values()

    @property
    def has_placeholders(self) -> bool:
        return any(PLACEHOLDER.search(msgid) for msgid in self.msgids)

    @property
    def patterns(self) -> list[str]:
        """What the English text looks like once filled in; none where too little of it is fixed."""
        return [
            ".+".join(re.escape(part) for part in PLACEHOLDER.split(msgid))
            for msgid in self.msgids
            if len(re.findall(r"[A-Za-z]{2,}", PLACEHOLDER.sub("", msgid))) >= 2
        ]


def path_of(language: str, suffix: str, root: Path = settings.BASE_DIR) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / f"django.{suffix}"


def read(path: Path) -> list[Entry]:
    """All entries but the header; obsolete ones are left out."""
    entries, entry, part = [Entry()], Entry(), ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#~"):
            continue
        if line.startswith("#,"):
            entry.flags |= {flag.strip() for flag in line[2:].split(",")}
        elif match := re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])? (".*")$', line):
            keyword, form, text = match.groups()
            part = f"{keyword} {form or 0}"
            _add(entry, part, ast.literal_eval(text))
        elif line.startswith('"'):
            _add(entry, part, ast.literal_eval(line))
        elif not line.strip() and entry.texts:
            entries.append(entry)
            entry = Entry()
    return [entry for entry in entries if entry.msgid]


def _add(entry: Entry, part: str, text: str) -> None:
    keyword, form = part.split()
    if keyword == "msgctxt":
        entry.context = (entry.context or "") + text
    elif keyword == "msgid_plural":
        entry.plural = (entry.plural or "") + text
    elif keyword == "msgid":
        entry.msgid += text
    else:
        entry.texts[int(form)] = entry.texts.get(int(form), "") + text
