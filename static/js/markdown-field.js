// Buttons and a preview for text areas that hold Markdown. Without this script they are plain text
// areas.
"use strict";

(() => {
  // insertText keeps what the browser can undo; setRangeText does not.
  function insert(area, text, from, to) {
    area.focus();
    area.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, from, to, "end");
  }

  function selected(area) {
    return area.value.slice(area.selectionStart, area.selectionEnd);
  }

  function around(area, sign) {
    const from = area.selectionStart;
    const words = selected(area);
    insert(area, sign + words + sign, from, area.selectionEnd);
    area.setSelectionRange(from + sign.length, from + sign.length + words.length);
  }

  function before(area, sign) {
    const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const next = area.value.indexOf("\n", area.selectionEnd);
    const to = next < 0 ? area.value.length : next;
    const lines = area.value.slice(from, to).split("\n");
    // Markdown wants an empty line before a list or a heading.
    const gap = from > 0 && area.value.slice(0, from).trimEnd() === area.value.slice(0, from - 1) ? "\n" : "";
    insert(area, gap + lines.map((line) => sign + line).join("\n"), from, to);
  }

  // Marks what is still to be written: the words, or else the address.
  function link(area, address, label) {
    const from = area.selectionStart;
    const words = selected(area) || label;
    insert(area, `[${words}](${address})`, from, area.selectionEnd);
    if (!words) area.setSelectionRange(from + 1, from + 1);
    else if (address === "https://") {
      const start = from + words.length + 3;
      area.setSelectionRange(start, start + address.length);
    }
  }

  class Problem extends Error {}

  async function ask(field, address, options) {
    let answer;
    try {
      answer = await fetch(address, options);
    } catch {
      throw new Problem(field.dataset.unreachable);
    }
    if (answer.redirected || answer.status === 403) throw new Problem(field.dataset.signedOut);
    if (answer.status === 400) throw new Problem(await answer.text());
    if (!answer.ok) throw new Problem(field.dataset.unreachable);
    return answer;
  }

  function start(field) {
    const area = document.getElementById(field.dataset.markdown);
    const part = (selector) => field.querySelector(selector);
    const fault = part(".markdown__fault");
    const preview = part(".markdown__preview");
    const finder = part(".markdown__find");
    const finderButton = part("[data-find]");
    const words = part("input[type=search]");
    const count = part(".markdown__count");
    const list = part(".markdown__pages");

    async function attempt(action) {
      fault.hidden = true;
      try {
        await action();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        fault.textContent = error.message;
        fault.hidden = false;
      }
    }

    async function show() {
      const body = new URLSearchParams({ text: area.value, language: field.dataset.language });
      const token = area.form.elements.csrfmiddlewaretoken.value;
      const headers = { "X-CSRFToken": token };
      const answer = await ask(field, field.dataset.preview, { method: "POST", headers, body });
      preview.hidden = false;
      preview.innerHTML = await answer.text();
    }

    function toggleFinder(isOpen) {
      finder.hidden = !isOpen;
      finderButton.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) words.focus();
    }

    function choose(page) {
      toggleFinder(false);
      link(area, page.address, page.label);
    }

    async function search() {
      const query = new URLSearchParams({ q: words.value });
      const answer = await ask(field, `${field.dataset.pages}?${query}`);
      const { pages } = await answer.json();
      count.textContent = pages.length ? count.dataset.some : count.dataset.none;
      list.replaceChildren(
        ...pages.map((page) => {
          const item = document.createElement("li");
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = `${page.label} (${page.about})`;
          button.addEventListener("click", () => choose(page));
          item.append(button);
          return item;
        }),
      );
    }

    for (const button of field.querySelectorAll("[data-around]")) {
      button.addEventListener("click", () => around(area, button.dataset.around));
    }
    for (const button of field.querySelectorAll("[data-before]")) {
      button.addEventListener("click", () => before(area, button.dataset.before));
    }
    part("[data-link]").addEventListener("click", () => link(area, "https://", ""));
    part("[data-show]").addEventListener("click", () => attempt(show));
    part("[data-search]").addEventListener("click", () => attempt(search));
    finderButton.addEventListener("click", () => toggleFinder(finder.hidden));
    finder.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        toggleFinder(false);
        finderButton.focus();
      } else if (event.key === "Enter" && event.target === words) {
        // Else the form around it would be sent.
        event.preventDefault();
        attempt(search);
      }
    });
    part(".markdown__tools").hidden = false;
  }

  for (const field of document.querySelectorAll("[data-markdown]")) start(field);
})();
