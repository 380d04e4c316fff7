// A question under a fold becomes a real dialog.
for (const fold of all("details[data-dialog]")) {
  const body = fold.querySelector(".ask-body");
  const summary = fold.querySelector("summary");
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const button = document.createElement("button");
  button.type = "button";
  button.className = summary.className;
  button.textContent = summary.textContent;
  button.setAttribute("aria-haspopup", "dialog");
  dialog.setAttribute("aria-label", summary.textContent.trim());
  dialog.id = body.id;
  dialog.append(...body.childNodes);
  fold.replaceWith(button, dialog);
  button.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-close]")) dialog.close(); });
  if (dialog.querySelector("[aria-invalid]")) dialog.showModal();
}
