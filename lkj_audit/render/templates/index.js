"use strict";
// Reading needs none of this: search and order only.
(() => {
  const form = document.querySelector("form.filter");
  const body = document.querySelector("table.files tbody");
  const rows = [...body.rows];
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());

  const filter = () => {
    const wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word));
    form.querySelector(".shown").textContent = form.dataset.count
      .replace("{shown}", rows.filter((row) => !row.hidden).length).replace("{all}", rows.length);
  };
  form.addEventListener("input", filter);
  filter();

  document.querySelectorAll("table.files thead th").forEach((th, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = th.textContent;
    th.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = th.getAttribute("aria-sort") !== "descending";
      for (const other of th.parentElement.children) other.removeAttribute("aria-sort");
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent.trim();
      const compare = new Intl.Collator(undefined, { numeric: true }).compare;
      body.append(...rows.sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b))));
    });
  });
})();
