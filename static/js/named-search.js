"use strict";

/* The fields that select2 searches with have no name: they take that of the select they stand for,
   and so does the list of what was found. */
{
  const label = (select) => select.labels[0]?.textContent.trim().replace(/:$/, "") ?? "";

  const nameAll = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const field = select.nextElementSibling?.querySelector(".select2-search__field");
      field?.setAttribute("aria-label", label(select));
    }
  };

  const nameOpen = (event) => {
    const list = document.querySelector(".select2-results__options");
    const found = list.closest(".select2-container");
    found.setAttribute("role", "region");
    found.setAttribute("aria-label", label(event.target));
    found.querySelector(".select2-search__field")?.setAttribute("aria-label", label(event.target));
    event.target.nextElementSibling.querySelector("[role=combobox]").setAttribute("aria-controls", list.id);
  };

  // After the scripts of the administration, which make the fields at the same moments.
  django.jQuery(nameAll);
  document.addEventListener("formset:added", nameAll);
  django.jQuery(document).on("select2:open", nameOpen);
}
