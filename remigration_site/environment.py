"""Typed readers of environment variables that fail with one clear line."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0.")


def integer(name: str, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if value.isascii() and value.isdigit():
        return int(value)
    raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, 0 or more.")


def names(name: str, default: list[str]) -> list[str]:
    """A list written with commas: `a.lv, b.lv`."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value in allowed:
        return value
    raise ImproperlyConfigured(f"{name}={value!r}: write one of {', '.join(allowed)}.")
