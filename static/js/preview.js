// A form with data-preview="id": as it changes, the server says what it means, in the element with that id.
for (const form of all("form[data-preview]")) {
  const place = document.getElementById(form.dataset.preview);
  let asked;
  form.addEventListener("input", () => {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const body = new URLSearchParams(new FormData(form));
      body.set("do", "preview");
      const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
      if (!answer?.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(place.id);
      if (fresh) place.replaceChildren(...fresh.childNodes);
    }, 400);
  });
}
