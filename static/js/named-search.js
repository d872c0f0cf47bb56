"use strict";

/* The fields that select2 searches with have no name: they take that of the select they stand for. */
{
  const named = (select) => {
    const label = select.labels[0]?.textContent.trim().replace(/:$/, "");
    if (label) document.querySelectorAll(
      `.select2-container--open .select2-search--dropdown input, #${CSS.escape(select.id)} + .select2 .select2-search__field`,
    ).forEach((field) => field.setAttribute("aria-label", label));
  };
  const all = () => document.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])").forEach(named);
  // After the scripts of the administration, which make the fields at the same moments.
  django.jQuery(all);
  document.addEventListener("formset:added", all);
  django.jQuery(document).on("select2:open", (event) => named(event.target));
}
