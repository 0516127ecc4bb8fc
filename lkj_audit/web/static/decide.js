"use strict";
// Decisions work without this: it saves them without leaving the finding, and opens a form with the key d.
(() => {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const place = form.closest(".decision");
    if (!place) return;
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-LKJ-Part": "1" } });
    const text = await answer.text();
    if (answer.ok) {
      place.outerHTML = text; // our own server's, escaped there
      const count = document.querySelector(".decided-count");
      count.textContent = count.dataset.count.replace("{decided}", document.querySelectorAll(".decision > .decided").length);
      const name = form.elements.person && form.elements.person.value;
      if (name) for (const other of document.querySelectorAll(".decision input[name=person]")) other.value = name;
      document.getElementById(`t-${form.elements.fingerprint.value}`)?.focus({ preventScroll: true });
      return;
    }
    const found = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    const box = document.createElement("div");
    box.className = "notices";
    box.setAttribute("role", "alert");
    box.append(...(found ? found.childNodes : [text]));
    place.querySelector(".notices")?.remove();
    place.prepend(box);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "d" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select")) return;
    const card = document.querySelector("li[aria-current] a");
    const finding = card && document.getElementById(card.getAttribute("href").slice(1));
    const details = finding && finding.querySelector(".decision > details.noprint");
    if (!details) return;
    event.preventDefault();
    details.open = true;
    details.querySelector("input[type=radio]").focus();
  });
})();
