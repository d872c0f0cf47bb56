"""An editor of Saldus and a coordinator of Kurzeme, as the example accounts make them."""

from editorial.management.commands.example_accounts import COORDINATOR, EDITOR, PASSWORD

__all__ = ["COORDINATOR", "EDITOR", "PASSWORD", "sign_in"]


def sign_in(page, site, email):
    """To the first screen."""
    page.goto(f"{site}/admin/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click(".form:has([name=password]) .button")
    page.wait_for_url(f"{site}/admin/")
