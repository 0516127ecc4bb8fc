"use strict";
// Reading needs none of this: filter, search, order, zoom and keys only.
(() => {
  const all = [...document.querySelectorAll("article.finding")];
  const entries = new Map([...document.querySelectorAll("li[data-for]")].map((li) => [li.dataset.for, li]));
  const form = document.querySelector("form.filter");
  const cards = document.getElementById("cards");
  const words = new Map();
  const ZOOMS = [1, 1.6, 2.4];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let current = null;
  if (!form) return;
  document.documentElement.classList.add("js");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());

  // ---- which findings are shown, and in which order
  const text = (article) => {
    if (!words.has(article)) words.set(article, article.textContent.toLowerCase());
    return words.get(article);
  };

  const filter = () => {
    const data = new FormData(form);
    const wanted = data.get("words").toLowerCase().split(/\s+/).filter(Boolean);
    const severities = data.getAll("severity");
    const family = data.get("family");
    let shown = 0;
    for (const article of all) {
      const fits = severities.includes(article.dataset.severity) &&
        (!family || article.dataset.family === family) && wanted.every((word) => text(article).includes(word));
      article.hidden = entries.get(article.id).hidden = !fits;
      shown += fits;
    }
    for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
    form.querySelector(".shown").textContent =
      form.dataset.count.replace("{shown}", shown).replace("{all}", all.length);
  };

  const places = new Map([...entries.values()].map((li) => [li, li.parentElement]));
  const flat = document.createElement("ol");
  const order = () => {
    const key = form.elements.order.value;
    const by = {
      page: (a, b) => a.dataset.page - b.dataset.page,
      rule: (a, b) => (a.dataset.rule < b.dataset.rule ? -1 : a.dataset.rule > b.dataset.rule ? 1 : 0),
    }[key];
    const sorted = by ? [...all].sort(by) : all;
    cards.append(...sorted);
    for (const article of sorted) {
      const li = entries.get(article.id);
      (by ? flat : places.get(li)).append(li);
    }
    if (by) form.after(flat);
    else flat.remove();
    filter();
  };
  form.addEventListener("input", filter);
  form.elements.order.addEventListener("change", order);
  filter();

  // ---- a page too long for the screen scrolls in a window of its own, to the evidence first
  const main = (view) => view.querySelector(".box.stated") || view.querySelector(".box");
  const scrollTo = (view, box) => {
    if (!box) return;
    const outer = view.getBoundingClientRect(), inner = box.getBoundingClientRect();
    view.scrollTop += inner.top - outer.top - (view.clientHeight - inner.height) / 3;
    view.scrollLeft += inner.left - outer.left - (view.clientWidth - inner.width) / 2;
  };
  const seen = new IntersectionObserver((found) => {
    for (const { isIntersecting, target } of found) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      scrollTo(target, main(target));
    }
  }, { rootMargin: "200px" });
  for (const view of document.querySelectorAll(".view")) {
    view.tabIndex = 0;
    view.setAttribute("role", "group");
    view.setAttribute("aria-label", view.previousElementSibling.textContent.trim());
    seen.observe(view);
  }

  // ---- where the reader is
  const go = (article) => {
    if (current) entries.get(current.id).removeAttribute("aria-current");
    current = article;
    const li = entries.get(article.id);
    li.setAttribute("aria-current", "true");
    li.scrollIntoView({ block: "nearest" });
  };
  const jump = (article) => {
    go(article);
    history.replaceState(null, "", `#${article.id}`);
    article.scrollIntoView({ block: "start", behavior: still.matches ? "instant" : "auto" });
    article.focus({ preventScroll: true });
  };
  const step = (by) => {
    const shown = [...cards.children].filter((article) => !article.hidden);
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next) jump(next);
  };
  const zoom = (article) => {
    const now = Number(article.dataset.zoom || 0);
    const next = (now + 1) % ZOOMS.length;
    article.dataset.zoom = next;
    article.style.setProperty("--zoom", ZOOMS[next]);
    for (const view of article.querySelectorAll(".view")) scrollTo(view, main(view));
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    const article = target && target.closest("article.finding");
    if (article && target.matches(".box")) {
      event.preventDefault();
      go(article);
      for (const box of document.querySelectorAll(".box.here")) box.classList.remove("here");
      target.classList.add("here");
      target.closest(".view").scrollIntoView({ block: "nearest" });
      scrollTo(target.closest(".view"), target);
    } else if (article) {
      event.preventDefault();
      jump(article);
    } else if (event.target.closest(".paper")) {
      zoom(event.target.closest("article.finding"));
    }
  });
  cards.addEventListener("focusin", (event) => {
    const article = event.target.closest("article.finding");
    if (article && article !== current) go(article);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=search], select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const act = { j: () => step(1), k: () => step(-1), z: () => current && zoom(current),
      "/": () => form.elements.words.focus() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  const asked = location.hash && document.getElementById(location.hash.slice(1));
  if (asked && asked.matches("article.finding")) go(asked);
})();
