"""Checkers of a page that is open. Each returns what is wrong, one line a fault, or nothing."""

import re
import subprocess

from axe_playwright_python.base import AXE_SCRIPT

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
COLOUR_RULES_OF_STAFF = ["color-contrast", "link-in-text-block"]

# --- axe ----------------------------------------------------------------------------------------

RUN_AXE = """
async ({script, runOnly, rules}) => {
  if (!window.axe) (0, eval)(script);
  const result = await axe.run(document, {
    runOnly, rules, resultTypes: ["violations", "incomplete"],
  });
  const drawn = (target) => Boolean(document.querySelector(target)?.closest("svg[aria-hidden]"));
  const lines = (kind) => result[kind].flatMap((rule) => rule.nodes.map((node) => ({
    kind, rule: rule.id, target: node.target.flat().join(" "),
    drawing: drawn(node.target.flat().at(-1)),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message)[0] ?? "",
  })));
  return [...lines("violations"), ...lines("incomplete")];
}
"""


def axe(page, *, ours=True):
    """What axe finds, and what it leaves to people; wants a context with `bypass_csp`. Pages that
    are not ours are held to WCAG alone."""
    standards = STANDARDS if ours else STANDARDS[: STANDARDS.index("best-practice")]
    rules = {"color-contrast-enhanced": {"enabled": ours}}
    return run_axe(page, {"type": "tag", "values": standards}, rules)


def axe_of_staff(page):
    """The same of the administration, in whose own parts Django keeps to the contrast of AA."""
    rules = {"color-contrast-enhanced": {"enabled": False}}
    return run_axe(page, {"type": "tag", "values": STANDARDS}, rules)


def axe_colours(page, rules=COLOUR_RULES):
    """The rules that see colours, for a page whose other scheme went through all of them."""
    return run_axe(page, {"type": "rule", "values": rules}, {})


def run_axe(page, run_only, rules):
    found = page.evaluate(RUN_AXE, {"script": AXE_SCRIPT, "runOnly": run_only, "rules": rules})
    return [
        f"{item['rule']} ({item['kind']}): {item['target']}: {item['why']}"
        for item in found
        if not is_explained(item)
    ]


def is_explained(item):
    """Of what axe cannot decide one thing is known: the words drawn on the map lie on the drawing.

    The map is hidden from assistive technology beside a list that says the same, and the colours
    of its words on its land are among those that `test_colours.py` computes.
    """
    return item["kind"] == "incomplete" and item["rule"].startswith("color-") and item["drawing"]


# --- Layout -------------------------------------------------------------------------------------

# A name that a person finds the element by.
NAME = """
const name = (e) => {
  const classes = typeof e.className === "string" && e.className.trim();
  const mark = e.id ? "#" + e.id : classes ? "." + classes.split(/\\s+/).join(".") : "";
  const words = (e.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 30);
  return `${e.localName}${mark} “${words}”`;
};
const hidden = (e) => Boolean(e.closest(".visually-hidden, .skip-link"));
const shown = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
"""

SIDEWAYS = (
    "() => {"
    + NAME
    + """
  const root = document.scrollingElement, wide = root.clientWidth, faults = [];
  if (root.scrollWidth > wide) faults.push(`page is ${root.scrollWidth} px wide in ${wide}`);
  const scrolls = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
      if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return true;
    return false;
  };
  for (const e of document.body.querySelectorAll("*")) {
    if (e.ownerSVGElement || hidden(e) || !shown(e)) continue;
    const box = e.getBoundingClientRect();
    if (box.width && (box.right > wide + 1 || box.left < -1) && !scrolls(e))
      faults.push(`${name(e)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    if (/auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth
        && !e.matches(":is(section, [role=region])[tabindex='0'][aria-label]:has(> table)"))
      faults.push(`${name(e)} scrolls sideways and is no table region`);
  }
  return faults;
}
"""
)


def sideways(page):
    """Content beyond the sides of the window; tables may scroll in a region of their own."""
    return page.evaluate(SIDEWAYS)


CUT = (
    "() => {"
    + NAME
    + """
  const faults = [];
  for (const e of document.body.querySelectorAll("*")) {
    if (e.ownerSVGElement || hidden(e) || !shown(e)) continue;
    const style = getComputedStyle(e), clips = (v) => v === "hidden" || v === "clip";
    const text = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (clips(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      faults.push(`${name(e)} is cut at the side: ${e.scrollWidth} px in ${e.clientWidth}`);
    if (clips(style.overflowY) && e.scrollHeight > e.clientHeight + 1)
      faults.push(`${name(e)} is cut below: ${e.scrollHeight} px in ${e.clientHeight}`);
    if (text && style.display !== "inline" && e.clientHeight
        && e.scrollHeight > e.clientHeight + parseFloat(style.fontSize) / 2)
      faults.push(`${name(e)} runs out of its box: ${e.scrollHeight} px in ${e.clientHeight}`);
  }
  return faults;
}
"""
)


def cut_text(page):
    """Text that its own box does not show whole."""
    return page.evaluate(CUT)


TARGETS = (
    "({floor, ours}) => {"
    + NAME
    + """
  const faults = [];
  const own = (e) => e.textContent.replace(/\\s+/g, "").length;
  const inSentence = (e) => {
    if (getComputedStyle(e).display !== "inline") return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return own(block) > own(e);
  };
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select,"
      + "textarea, summary")) {
    if (!shown(e) || e.closest("[aria-hidden=true]")) continue;
    const target = e.closest("label") ?? e, sentence = e.matches("a") && inSentence(e);
    if (sentence) continue;
    const box = target.getBoundingClientRect();
    const size = `${Math.round(box.width * 10) / 10} × ${Math.round(box.height * 10) / 10} px`;
    if (box.width < floor || box.height < floor)
      faults.push(`${name(e)} is ${size}: under ${floor}`);
    else if (box.height < ours - .5) faults.push(`${name(e)} is ${size}: under ${ours} high`);
  }
  return faults;
}
"""
)


def small_targets(page, *, ours=44):
    """Things to press that are too small. Links inside a sentence are excepted, and what is hidden
    from assistive technology because a list beside it does the same."""
    return page.evaluate(TARGETS, {"floor": 24, "ours": ours})


# --- Keyboard -----------------------------------------------------------------------------------

# Every stop in the order of the document, kept in the page for the walk.
COLLECT_STOPS = (
    "() => {"
    + NAME
    + """
  window.stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select,"
    + "textarea, summary, [tabindex]")].filter((e) => e.tabIndex >= 0 && !e.disabled && shown(e));
  // Of radio buttons that belong together Tab stops at the chosen one.
  const isTogether = (e, other) => other.name === e.name && other.form === e.form;
  const passedOver = (e) => e.type === "radio" && !e.checked
    && window.stops.some((other) => isTogether(e, other) && other.checked);
  window.stops = window.stops.filter((e) => !passedOver(e));
  document.activeElement.blur();
  return window.stops.map(name);
}
"""
)

AT_STOP = (
    "() => {"
    + NAME
    + """
  const e = document.activeElement, style = getComputedStyle(e), faults = [];
  if (e === document.body || e === document.documentElement) return {index: -1, faults};
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && !/^rgba.*, 0\\)$/.test(style.outlineColor);
  if (!outlined) faults.push(`${name(e)} shows no outline of 2 px in focus`);
  const wide = document.documentElement.clientWidth, high = document.documentElement.clientHeight;
  const boxes = [...e.getClientRects()].filter((r) => r.width && r.height);
  const box = boxes[0] ?? e.getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, wide);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, high);
  const whole = box.left >= -1 && box.right <= wide + 1 && box.top >= -1 && box.bottom <= high + 1;
  const bigger = box.width > wide || box.height > high;
  if (right - left < 1 || bottom - top < 1 || (!whole && !bigger))
    faults.push(`${name(e)} is not in view in focus`);
  else {
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!(hit && (e.contains(hit) || hit.contains(e) && hit.matches("label"))))
      faults.push(`${name(e)} is covered by ${hit ? name(hit) : "nothing"}`);
  }
  return {index: window.stops.indexOf(e), label: name(e), faults};
}
"""
)


def keyboard_walk(page):
    """Tab from the top to the end: each control once, in order, seen to have the focus."""
    expected = page.evaluate(COLLECT_STOPS)
    faults = []
    for number, label in enumerate(expected):
        page.keyboard.press("Tab")
        stop = page.evaluate(AT_STOP)
        if stop["index"] != number:
            faults.append(f"stop {number + 1} is {stop.get('label', 'nothing')}, not {label}")
            return faults
        faults += stop["faults"]
    page.keyboard.press("Tab")
    beyond = page.evaluate(AT_STOP)
    if beyond["index"] >= 0 and beyond["index"] != 0:
        faults.append(f"after the last stop comes {beyond['label']}")
    return faults


# --- Forced colours and motion ------------------------------------------------------------------

BORDERLESS = (
    "(selectors) => {"
    + NAME
    + """
  const ground = getComputedStyle(document.body).backgroundColor, faults = [];
  for (const selector of selectors) {
    const found = [...document.querySelectorAll(selector)].filter(shown);
    if (!found.length) faults.push(`there is no ${selector}`);
    for (const e of found) {
      const style = getComputedStyle(e);
      const seen = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1
        && style.borderTopColor !== ground && !/^rgba.*, 0\\)$/.test(style.borderTopColor);
      if (!seen) faults.push(`${name(e)} has no border to be seen by`);
    }
  }
  return faults;
}
"""
)


def borderless(page, *selectors):
    """Which of these have no visible border; wants emulated forced colours."""
    return page.evaluate(BORDERLESS, list(selectors))


MOVING = (
    "() => {"
    + NAME
    + """
  const faults = document.getAnimations().map((a) => `${name(a.effect.target)} is animated`);
  for (const e of document.querySelectorAll("*")) {
    const style = getComputedStyle(e);
    if (style.animationName !== "none") faults.push(`${name(e)} has an animation`);
    if (/[1-9]/.test(style.transitionDuration)) faults.push(`${name(e)} has a transition`);
    if (style.scrollBehavior === "smooth") faults.push(`${name(e)} scrolls smoothly`);
  }
  return faults;
}
"""
)


def moving(page):
    """Whatever moves by itself or glides."""
    return page.evaluate(MOVING)


# --- Traffic and console ------------------------------------------------------------------------


class Traffic:
    """What a page asks for and complains about, from now on."""

    def __init__(self, page):
        self.requests = []
        self.complaints = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.complain(f"{request.url} failed"))
        page.on("pageerror", lambda error: self.complain(str(error)))
        page.on("console", self.hear)

    def hear(self, message):
        if message.type in ("error", "warning"):
            self.complain(f"{message.text} ({message.location.get('url', '')})")

    def complain(self, words):
        self.complaints.append(words)

    def faults(self, address, *, most=4):
        """`address` is the server's; nobody else may be asked."""
        elsewhere = [url for url in self.requests if not url.startswith((f"{address}/", "data:"))]
        faults = [f"asks another host: {url}" for url in elsewhere]
        if len(self.requests) > most:
            faults.append(f"makes {len(self.requests)} requests, not {most}: {self.requests}")
        return faults + [f"complains: {words}" for words in self.complaints]


# --- Print --------------------------------------------------------------------------------------


def printed(page, path):
    """The text of the page as printed, and what is wrong with the document itself."""
    title = page.title()
    page.pdf(path=path, format="A4", tagged=True)
    facts = run("pdfinfo", path)
    faults = []
    if not re.search(r"^Tagged: +yes$", facts, re.MULTILINE):
        faults.append("the document is not tagged")
    if not re.search(rf"^Title: +{re.escape(title)}$", facts, re.MULTILINE) or not title:
        faults.append("the document has no title")
    if not re.search(r"^Page size: .*\(A4\)$", facts, re.MULTILINE):
        faults.append("the page is not A4")
    return plain(run("pdftotext", path, "-")), faults


def run(*words):
    return subprocess.run([*map(str, words)], check=True, capture_output=True, text=True).stdout


def plain(text):
    """Without line breaks and the marks that set them."""
    return " ".join(text.replace("\u00ad", "").split())
