import uuid


def new_key() -> str:
    """A short key for a round, step or paper whose editor gives none; unique within its measure."""
    return f"n{uuid.uuid4().hex[:6]}"
