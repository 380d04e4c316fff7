// What long work has come to (data-fresh) is asked for again every few seconds; once it is over, the whole page is.
for (const part of all("[data-fresh]")) {
  const again = async () => {
    const answer = document.hidden ? null : await fetch(location.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const fresh = page?.getElementById(part.id);
    if (page && !("fresh" in (fresh?.dataset ?? {}))) return location.reload();
    if (fresh) part.replaceChildren(...fresh.childNodes);
    setTimeout(again, 3000);
  };
  setTimeout(again, 3000);
}
