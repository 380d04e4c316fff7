// Files go one by one with their progress; what succeeded stays, what failed can be tried again.
/** Sends one file with the form's own fields; resolves to whether it was taken. */
const sendFile = (form, name, file, progress) => new Promise((resolve) => {
  const data = new FormData();
  for (const field of form.elements) if (field.name && field.type === "hidden") data.append(field.name, field.value);
  data.append(name, file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Upload", "1");
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) { progress.max = event.total; progress.value = event.loaded; } });
  request.addEventListener("load", () => resolve({ taken: request.status < 400, words: request.status >= 400 && request.responseText.length < 200 ? request.responseText : "" }));
  for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve({ taken: false, words: "" }));
  request.send(data);
});
for (const form of all("form[data-upload]")) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-files]");
  const drop = form.querySelector(".drop");
  const one = async (file) => {
    const row = document.createElement("li");
    row.className = "file";
    const label = document.createElement("span");
    label.className = "file-name";
    label.textContent = file.name;
    const info = document.createElement("span");
    info.className = "file-info";
    info.textContent = form.dataset.sending;
    const progress = document.createElement("progress");
    progress.setAttribute("aria-label", file.name);
    row.append(label, info, progress);
    list.append(row);
    const { taken, words } = await sendFile(form, input.name, file, progress);
    progress.remove();
    row.classList.toggle("file-bad", !taken);
    info.textContent = taken ? form.dataset.done : words || form.dataset.failed;
    return taken;
  };
  const send = async (files) => {
    input.disabled = true;
    let fine = true;
    for (const file of files) fine = (await one(file)) && fine;
    input.disabled = false;
    input.value = "";
    if (fine) location.reload();
  };
  input.addEventListener("change", () => { if (input.files.length) send([...input.files]); });
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("drop-over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("drop-over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("drop-over"); if (event.dataTransfer.files.length) send([...event.dataTransfer.files]); });
}
