"""Lists as programs read them: Atom for feed readers, iCalendar for calendars.

A feed is made of its rows alone, never of the moment it is asked for, so that its ETag stays the
same while nothing has changed.
"""

SITE = "Mājupceļš"
