"""An editor of Saldus and a coordinator of Kurzeme, as the example accounts make them."""

from editorial.management.commands.example_accounts import COORDINATOR, EDITOR, PASSWORD
from tests.browser import server

__all__ = ["COORDINATOR", "EDITOR", "PASSWORD", "sign_in", "with_accounts"]


def sign_in(page, site, email):
    """To the first screen."""
    page.goto(f"{site}/admin/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click(".form:has([name=password]) .button")
    page.wait_for_url(f"{site}/admin/")


def with_accounts(site_folder, folder, rows):
    """A copy of the site's database with the example accounts and what the code `rows` makes."""
    server.copy(site_folder, folder)
    server.manage(folder, "example_accounts")
    server.manage(folder, "shell", "--no-imports", "--command", rows)
    return folder
