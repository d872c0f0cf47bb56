"""Nothing here is translated. History is kept of the sources, and of who may do what."""

import simple_history

from editorial.models import Membership, Source

simple_history.register(Source)
simple_history.register(Membership)
