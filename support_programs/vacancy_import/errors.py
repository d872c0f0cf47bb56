class SourceError(Exception):
    """The source cannot be had or is not whole; the message is one line for the administrator."""
