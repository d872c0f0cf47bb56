"""The Nu checker over every page and the style sheet (UX A1, A3). `VNU_JAR` names it:

npm install --prefix /tmp/vnu vnu-jar
VNU_JAR=/tmp/vnu/node_modules/vnu-jar/build/dist/vnu.jar make test ARGS=tests/site/test_nu.py
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

# One run is enough, and the browser's tests are run once.
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def nu():
    jar = Path(os.environ.get("VNU_JAR", "none"))
    missing = "VNU_JAR names no file: npm install vnu-jar" if not jar.is_file() else ""
    missing = missing or (
        "" if shutil.which("java") else "java is missing: apt install default-jre"
    )
    if missing:
        say = pytest.fail if os.environ.get("NOTHING_SKIPPED") == "1" else pytest.skip
        say(missing)

    def check(*arguments):
        command = ["java", "-Xss4m", "-jar", jar, "--errors-only", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        return done.stdout + done.stderr

    return check


def test_page_is_valid_html(nu, pages, tmp_path):
    for page in pages:
        name = page.path.strip("/").replace("/", " ")
        (tmp_path / f"{name}.html").write_bytes(page.body)

    assert nu(tmp_path) == ""


def test_style_sheet_is_valid(nu):
    assert nu("--css", settings.BASE_DIR / "static/css/site.css") == ""


def test_checker_reports_a_planted_fault(nu, tmp_path):
    (tmp_path / "planted.html").write_text(
        "<!DOCTYPE html><html lang=lv><title>x</title><p id=a><b id=a>"
    )

    assert "Duplicate ID" in nu(tmp_path)
