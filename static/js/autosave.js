// A draft saves itself: the same form, posted to the same address with the header X-Autosave: 1.
// Without a connection what was typed is kept on this device and sent when there is one again.
for (const form of all("form[data-autosave]")) {
  const note = form.querySelector("[data-autosave-note]");
  const shelf = `draft:${location.pathname}:${form.getAttribute("action") || ""}`;
  let dirty = false;
  let busy = false;
  const say = (state) => {
    if (!note) return;
    note.dataset.state = state;
    note.textContent = note.dataset[state] || "";
  };
  const typed = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const keep = () => { try { localStorage.setItem(shelf, JSON.stringify(typed())); } catch { /* a full or forbidden shelf */ } };
  // What was saved is what the next change is measured against: see the fields named was-….
  const settled = (sent) => {
    for (const was of form.querySelectorAll("[name^='was-']")) {
      const name = was.name.slice(4);
      was.value = (sent.find(([field]) => field === name) || ["", ""])[1];
    }
  };
  const save = async () => {
    if (!dirty || busy) return;
    busy = true;
    dirty = false;
    say("saving");
    const sent = typed();
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { "X-Autosave": "1" }, body: new URLSearchParams(sent), redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      localStorage.removeItem(shelf);
      settled(sent);
      say("saved");
    } catch {
      dirty = true;
      keep();
      say("kept");
    }
    busy = false;
  };
  const soon = later(save, 1200);
  const touched = () => { dirty = true; soon(); };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", () => { dirty = false; try { localStorage.removeItem(shelf); } catch { /* nothing to remove */ } });
  addEventListener("online", save);
  addEventListener("pagehide", () => { if (dirty) keep(); });
  setInterval(save, 20000);

  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(shelf) || "null"); } catch { /* unreadable: leave it */ }
  if (kept) {
    const named = new Map();
    for (const [name, value] of kept) named.set(name, [...(named.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || field.type === "file" || field.type === "hidden") continue;
      const values = named.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values.shift();
    }
    touched();
  }
}
