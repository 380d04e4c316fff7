// Photos are put aside on this device first, then sent in pieces: a lost connection, a closed page or a dead battery
// costs at most one piece. Each says whether it is on this device only or saved.
/** The shelf for photos that wait: an IndexedDB store; `null` where the browser has none. */
const photoShelf = () => new Promise((resolve) => {
  let request;
  try { request = indexedDB.open("huiguan-photos", 1); } catch { resolve(null); return; }
  request.onupgradeneeded = () => request.result.createObjectStore("waiting", { keyPath: "key" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => resolve(null);
});
/** One step on the shelf, as a promise. */
const onShelf = (shelf, mode, act) => new Promise((resolve, reject) => {
  if (!shelf) { resolve([]); return; }
  const request = act(shelf.transaction("waiting", mode).objectStore("waiting"));
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
for (const form of all("form[data-photos]")) {
  const words = form.closest("[data-record]").dataset;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-photos-list]");
  const size = Number(form.dataset.piece);
  const rows = new Map();
  let shelf = null;
  let running = false;
  const show = (photo) => {
    const row = document.createElement("li");
    row.className = "file";
    const picture = document.createElement("img");
    picture.className = "file-thumb";
    picture.alt = photo.caption;
    picture.src = URL.createObjectURL(photo.blob);
    const name = document.createElement("span");
    name.className = "file-name";
    name.textContent = photo.caption || photo.name;
    const info = document.createElement("span");
    info.className = "file-info";
    info.textContent = words.phone;
    const bar = document.createElement("progress");
    bar.max = Math.max(1, Math.ceil(photo.blob.size / size));
    bar.value = 0;
    bar.setAttribute("aria-label", photo.name);
    row.append(picture, name, info, bar);
    list.append(row);
    rows.set(photo.key, { photo, row, info, bar });
  };
  const settle = async (key, state, text) => {
    const { row, info, bar } = rows.get(key);
    rows.delete(key);
    bar.remove();
    info.textContent = text;
    row.classList.toggle("file-bad", state === "bad");
    await onShelf(shelf, "readwrite", (store) => store.delete(key)).catch(() => {});
  };
  const keep = (photo) => onShelf(shelf, "readwrite", (store) => store.put(photo)).catch(() => {});
  /** Sends what is missing of one photo; throws where the connection fails. */
  const send = async (key) => {
    const { photo, info, bar } = rows.get(key);
    const address = `${form.dataset.pieces}/${key}`;
    info.textContent = words.saving;
    photo.receipts ??= [];
    bar.value = photo.receipts.length;
    while (photo.receipts.length < bar.max) {
      const place = photo.receipts.length;
      const body = photo.blob.slice(place * size, (place + 1) * size);
      const sent = await fetch(`${address}/${place}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body, redirect: "manual" });
      if (!sent.ok) throw new Error(String(sent.status));
      photo.receipts.push((await sent.json()).receipt);
      await keep(photo);
      bar.value = place + 1;
    }
    const body = new URLSearchParams({ name: photo.name, caption: photo.caption, criterion: photo.criterion });
    for (const receipt of photo.receipts) body.append("receipt", receipt);
    const done = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (done.status === 409) {
      // The pieces were cleared away meanwhile: they are sent anew.
      photo.receipts = [];
      await keep(photo);
    }
    if (done.ok) await settle(key, "saved", words.saved);
    else if (done.status === 422) await settle(key, "bad", (await done.text()) || form.dataset.failed);
    else throw new Error(String(done.status));
  };
  const pump = async () => {
    if (running) return;
    running = true;
    for (const key of [...rows.keys()]) {
      try { await send(key); } catch { const row = rows.get(key); if (row) row.info.textContent = words.phone; }
    }
    running = false;
  };
  input.addEventListener("change", async () => {
    for (const file of input.files) {
      const photo = { key: crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(16).slice(2, 12)}`, pieces: form.dataset.pieces, name: file.name, caption: form.elements.caption.value, criterion: form.elements.criterion.value, blob: file };
      show(photo);
      await keep(photo);
    }
    input.value = "";
    form.elements.caption.value = "";
    pump();
  });
  addEventListener("online", pump);
  setInterval(() => { if (rows.size) pump(); }, 8000);
  photoShelf().then(async (opened) => {
    shelf = opened;
    const waiting = await onShelf(shelf, "readonly", (store) => store.getAll()).catch(() => []);
    for (const photo of waiting) if (photo.pieces === form.dataset.pieces) show(photo);
    pump();
  });
}
