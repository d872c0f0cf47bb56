"""Which fields of sources and accounts are translated: none. History is kept of the sources."""

import simple_history

from editorial.models import Source

simple_history.register(Source)
