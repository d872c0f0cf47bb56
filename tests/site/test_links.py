from tests.site import checks
from tests.site.checks import listed


def test_link_inside_the_site_leads_somewhere(site, pages):
    faults = checks.links(site, pages)

    assert not faults, listed(faults)


def test_page_is_reached_from_another_of_its_language(site, pages):
    faults = checks.orphans(site, pages)

    assert not faults, listed(faults)


def test_resource_is_there(site, pages):
    found = {address for page in pages for address in page.resources}
    answers = {address: site.get(address.removeprefix("http://testserver")) for address in found}
    faults = [
        f"{address}: {page.status}" for address, page in answers.items() if page.status != 200
    ]

    assert not faults, listed(faults)


def test_page_links_to_no_page_one(pages):
    faults = [
        f"{page.path}: {link}"
        for page in pages
        for link in page.own_links
        if link.endswith(("?page=1", "&page=1"))
    ]

    assert not faults, listed(faults)
