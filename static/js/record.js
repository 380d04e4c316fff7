// The cards of a visit record save themselves, one by one. Without a connection what was typed stays on this
// device; each card says so. A card that somebody else changed meanwhile shows both texts and asks.
for (const form of all("form[data-card]")) {
  const words = form.closest("[data-record]").dataset;
  const note = form.querySelector("[data-card-state]");
  const box = form.querySelector("[data-card-clash]");
  const shelf = `card:${form.getAttribute("action")}`;
  let dirty = false;
  let busy = false;
  const say = (state) => { note.dataset.state = state; note.textContent = words[state]; };
  const typed = () => [...new FormData(form)].filter(([name]) => name !== "version");
  const keep = () => { try { localStorage.setItem(shelf, JSON.stringify({ version: form.elements.version.value, typed: typed() })); } catch { /* a full or forbidden shelf */ } };
  const forget = () => { try { localStorage.removeItem(shelf); } catch { /* nothing there */ } };
  const fill = (pairs) => {
    const values = new Map(pairs);
    for (const field of form.elements) {
      if (!field.name || ["version", "once"].includes(field.name)) continue;
      const value = values.get(field.name) || "";
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  };
  /** What a field is called and what a value of it means, as the page says it. */
  const spoken = (name, value) => {
    const fields = [...form.elements].filter((field) => field.name === name);
    const chosen = fields.find((field) => field.type === "radio" && field.value === value);
    const label = chosen ? chosen.closest("fieldset").querySelector("legend") : fields[0] && (fields[0].labels[0] || fields[0]);
    return [label ? label.getAttribute("aria-label") || label.firstChild.textContent : name, chosen ? chosen.closest("label").textContent : value];
  };
  const clash = ({ version, title, fields }) => {
    say("clash");
    box.querySelector("[data-card-title]").textContent = title;
    const list = box.querySelector("[data-card-theirs]");
    list.replaceChildren();
    for (const [name, value] of Object.entries(fields).filter(([, text]) => text)) {
      const row = document.createElement("div");
      row.className = "fact";
      const [term, text] = spoken(name, value);
      for (const [tag, content] of [["dt", term], ["dd", text]]) {
        const cell = document.createElement(tag);
        cell.textContent = content;
        cell.className = "text";
        row.append(cell);
      }
      list.append(row);
    }
    box.hidden = false;
    const done = () => { form.elements.version.value = version; box.hidden = true; };
    box.querySelector("[data-card-mine]").onclick = () => { done(); dirty = true; save(); };
    box.querySelector("[data-card-take]").onclick = () => { done(); fill(Object.entries(fields)); dirty = false; forget(); say("saved"); };
  };
  /** What the server says of a field whose text it kept, where something is wrong with it. */
  const judge = (wrong) => {
    const place = form.querySelector("[data-card-wrong]");
    if (!place) return;
    place.textContent = wrong || "";
    place.hidden = !wrong;
    form.querySelector(`[aria-describedby="${place.id}"]`).ariaInvalid = wrong ? "true" : null;
  };
  const save = async () => {
    if (!dirty || busy || !box.hidden) return;
    busy = true;
    dirty = false;
    keep();
    say("saving");
    try {
      const body = new URLSearchParams([...typed(), ["version", form.elements.version.value]]);
      const answer = await fetch(form.action, { method: "POST", headers: { "X-Autosave": "1" }, body, redirect: "manual" });
      if (answer.ok) {
        const { version, wrong } = await answer.json();
        form.elements.version.value = version;
        judge(wrong);
        if (dirty) keep(); else { forget(); say("saved"); }
      } else if (answer.status === 409) clash(await answer.json());
      else { dirty = answer.status >= 500; say(dirty ? "phone" : "gone"); }
    } catch {
      dirty = true;
      say("phone");
    }
    busy = false;
  };
  const soon = later(save, 900);
  const touched = () => { dirty = true; keep(); soon(); };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", (event) => { event.preventDefault(); delete form.dataset.sent; dirty = true; save(); });
  addEventListener("online", save);
  setInterval(save, 8000);

  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(shelf) || "null"); } catch { /* unreadable: leave it */ }
  if (kept) {
    fill(kept.typed);
    form.elements.version.value = kept.version;
    dirty = true;
    say("phone");
    soon();
  }
}
