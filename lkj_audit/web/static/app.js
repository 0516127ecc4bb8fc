"use strict";
// Everything works without this: it sends files one by one with progress, keeps the list fresh and saves ticks at once.
(() => {
  document.documentElement.classList.add("js-on");
  const LOOK = 500; // milliseconds between two looks at what is under way

  // ---- sending files
  const send = (form, file, line) => new Promise((done) => {
    const data = new FormData();
    data.append("csrf", form.elements.csrf.value);
    data.append("file", file);
    const request = new XMLHttpRequest();
    const bar = line.querySelector("progress");
    const end = (text, wrong) => {
      bar.remove();
      line.append(` ${text}`);
      line.classList.toggle("wrong", Boolean(wrong));
      done(wrong ? null : request.response);
    };
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => { bar.max = event.total; bar.value = event.loaded; });
    request.addEventListener("load", () => {
      const answer = request.response;
      if (request.status === 200 && answer) end(answer[0].said || "✓", !answer[0].job);
      else end((answer && answer.error) || form.dataset.broken, true);
    });
    request.addEventListener("error", () => end(form.dataset.broken, true));
    request.send(data);
  });

  const hand_in = async (form, files) => {
    const lines = form.querySelector(".sending");
    lines.replaceChildren();
    const version = form.action.includes("/laporan/");
    for (const file of files) {
      const line = document.createElement("li");
      line.append(file.name, " ", document.createElement("progress"));
      lines.append(line);
      let wrong = "";
      if (file.size > form.dataset.most * 2 ** 20) wrong = form.dataset.large;
      else if (!/\.pdf$/i.test(file.name)) wrong = form.dataset.notPdf;
      if (wrong) {
        line.querySelector("progress").remove();
        line.append(wrong);
        line.classList.add("wrong");
        continue;
      }
      const answer = await send(form, file, line);
      if (answer && version) location.assign(`/laporan/${answer[0].job}/perbaikan`);
      refresh();
    }
    form.reset();
  };

  for (const form of document.querySelectorAll("form.upload")) {
    const input = form.querySelector("input[type=file]"), drop = form.querySelector(".drop");
    form.addEventListener("submit", (event) => { event.preventDefault(); hand_in(form, [...input.files]); });
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      hand_in(form, [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1));
    });
  }

  // ---- what is under way
  const list = document.getElementById("daftar");
  let timer = 0;
  const refresh = async () => {
    clearTimeout(timer);
    if (!list) return;
    try {
      const answer = await fetch("/daftar");
      const text = await answer.text();
      if (answer.ok && list.dataset.last !== text && !list.contains(document.activeElement)) {
        list.innerHTML = text; // our own server's, escaped there
        list.dataset.last = text;
      }
    } catch { /* the server is away: the next look may find it */ }
    plan();
  };
  const plan = () => {
    const open = list && list.querySelector("[data-open]");
    if (open && open.dataset.open !== "0") timer = setTimeout(refresh, LOOK);
  };
  plan();
  const status = document.getElementById("status");
  if (status && status.dataset.open !== "0") setTimeout(() => location.reload(), LOOK);

  document.addEventListener("submit", (event) => {
    const sure = event.target.dataset.sure;
    if (sure && !window.confirm(sure)) event.preventDefault();
  });

  // ---- ticks
  for (const form of document.querySelectorAll("form.ticks")) {
    const said = form.querySelector("[role=status] span"), boxes = [...form.querySelectorAll("input[name=ticked]")];
    let saved = Promise.resolve(); // one save after the other: what was ticked last is what stays
    const save = async () => {
      const ticked = boxes.filter((box) => box.checked).length;
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
      if (answer.ok) said.textContent = said.dataset.count.replace("{ticked}", ticked).replace("{all}", boxes.length);
      else location.reload();
    };
    const change = () => { saved = saved.then(save, save); };
    form.addEventListener("change", change);
    if (boxes.some((box) => box.checked !== box.defaultChecked)) change(); // ticked before this script was here
  }
  for (const all of document.querySelectorAll("input[data-all]")) {
    all.addEventListener("change", () => {
      for (const box of all.form.querySelectorAll("input[type=checkbox][name]")) box.checked = all.checked;
    });
  }

  // ---- the sheet, and a cell on its page
  const print = document.querySelector("button.print");
  if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
  for (const view of document.querySelectorAll(".two .view")) {
    const box = view.querySelector(".box");
    view.tabIndex = 0;
    view.scrollTo(box.offsetLeft - view.clientWidth / 3, box.offsetTop - view.clientHeight / 3);
  }
})();
