// A draft saves itself: the same form, posted to the same address with the header X-Autosave: 1. Whoever sends the
// form saves it first. What the server did not say that it has stays on this device: without a connection, or signed
// out meanwhile, it is put back and saved once the form is open again.
for (const form of all("form[data-autosave]")) {
  const note = form.querySelector("[data-autosave-note]");
  const shelf = `draft:${location.pathname}:${form.getAttribute("action") || ""}`;
  let dirty = false;
  let saving = null;
  const say = (state) => {
    if (!note) return;
    note.dataset.state = state;
    note.textContent = note.dataset[state] || "";
  };
  const typed = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const keep = () => { try { localStorage.setItem(shelf, JSON.stringify(typed())); } catch { /* a full or forbidden shelf */ } };
  const forget = () => { try { localStorage.removeItem(shelf); } catch { /* nothing to remove */ } };
  // What was saved is what the next change is measured against: see the fields named was-….
  const settled = (sent) => {
    for (const was of form.querySelectorAll("[name^='was-']")) {
      const name = was.name.slice(4);
      was.value = (sent.find(([field]) => field === name) || ["", ""])[1];
    }
  };
  /** What the server says to what is in the form now; whoever isn't signed in is led away. */
  const post = async () => {
    dirty = false;
    say("saving");
    const sent = typed();
    const asked = { method: "POST", headers: { "X-Autosave": "1" }, body: new URLSearchParams(sent), redirect: "manual" };
    const answer = await fetch(form.action, asked).catch(() => null);
    if (answer?.ok) {
      if (!dirty) forget();
      settled(sent);
      say("saved");
    } else {
      dirty = true;
      keep();
      say(answer?.type === "opaqueredirect" ? "ended" : "kept");
    }
    saving = null;
  };
  const save = () => (saving ||= dirty ? post() : null);
  const soon = later(save, 1200);
  const touched = () => { dirty = true; soon(); };
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  addEventListener("online", save);
  addEventListener("pagehide", () => { if (dirty) keep(); });
  setInterval(save, 20000);

  // Nobody waits longer than this to go on; the copy stays then.
  const PATIENCE = 4000;
  let going = "";
  form.addEventListener("submit", async (event) => {
    if (going === "on" || !(dirty || saving)) return;
    event.preventDefault();
    if (going) return;
    going = "saving";
    const { submitter } = event;
    submitter?.setAttribute("aria-busy", "true");
    keep();
    const all = async () => { await saving; await save(); };
    await Promise.race([all(), new Promise((over) => { setTimeout(over, PATIENCE); })]);
    going = "on";
    form.requestSubmit(submitter);
  });
  addEventListener("pageshow", () => { going = ""; });

  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(shelf) || "null"); } catch { /* unreadable: leave it */ }
  if (kept) {
    const named = new Map();
    for (const [name, value] of kept) named.set(name, [...(named.get(name) || []), value]);
    // A field in which nothing was typed here stays as it is now: it may have been filled in elsewhere since.
    const changed = (name) => !named.has(`was-${name}`) || named.get(`was-${name}`)[0] !== (named.get(name) || [""])[0];
    for (const field of form.elements) {
      if (!field.name || field.type === "file" || field.type === "hidden" || !changed(field.name)) continue;
      const values = named.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values.shift();
    }
    touched();
  }
}
