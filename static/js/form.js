// Niceties of forms: filters submit themselves, a form is sent once, a pass-phrase can be looked at and weighed.
for (const form of all("form[data-auto]")) {
  form.addEventListener("change", (event) => { if (event.target.matches("select, input[type=checkbox], input[type=date]")) form.requestSubmit(); });
}
for (const form of all("form.filters")) {
  // Addresses of lists carry only what was chosen.
  form.addEventListener("formdata", (event) => { for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name); });
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) delete form.dataset.sent;
  for (const button of all("button[aria-busy]")) button.removeAttribute("aria-busy");
});
for (const button of all("[data-reveal]")) {
  const input = document.getElementById(button.dataset.reveal);
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  });
}
/** A rough guess while typing; the server weighs the phrase itself. */
const weigh = (text) => {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\x00-\x7f]/, /[ -/:-@[-`{-~]/].filter((kind) => kind.test(text)).length;
  const bits = new Set(text).size * 0.6 * Math.log2(10 + 18 * kinds) + text.length * 0.8;
  return text.length < 8 ? Math.min(1, text.length) : bits < 32 ? 1 : bits < 48 ? 2 : bits < 64 ? 3 : 4;
};
for (const strength of all("[data-strength]")) {
  const input = document.getElementById(strength.dataset.strength);
  const words = strength.dataset.words.split("|");
  input.addEventListener("input", () => {
    const mark = weigh(input.value);
    strength.querySelector("meter").value = mark;
    strength.querySelector("[role=status]").textContent = input.value ? words[mark] : "";
  });
}
// The summary says which field each problem belongs to.
const problems = document.querySelector("[data-errors]");
if (problems) {
  for (const link of all("a[href^='#f-']", problems)) {
    const field = document.getElementById(link.hash.slice(1));
    const label = field && (document.querySelector(`label[for="${field.id}"]`) || field.querySelector("legend"));
    if (label) link.textContent = `${label.firstChild.textContent.trim()} — ${link.textContent}`;
  }
  problems.focus();
}
