// A signature drawn beside the typed name. Strokes are kept in the units of the field, so that they stay as the
// phone is turned and as the form comes back; the typed name alone does without.
for (const pen of all("[data-pen]")) {
  const field = pen.querySelector("svg");
  const kept = pen.querySelector("input");
  const { width, height } = field.viewBox.baseVal;
  const most = 4000;
  const near = 10;
  let strokes = kept.value ? kept.value.split(";").map((row) => row.split(" ")) : [];
  let line = null;
  const keep = () => { kept.value = strokes.map((stroke) => stroke.join(" ")).join(";"); };
  const show = (stroke) => {
    const one = document.createElementNS(field.namespaceURI, "polyline");
    one.setAttribute("points", [...stroke, stroke.at(-1)].join(" "));
    field.append(one);
    return one;
  };
  const place = (event) => {
    const box = field.getBoundingClientRect();
    const within = (share, size) => Math.round(Math.min(1, Math.max(0, share)) * size);
    return [within((event.clientX - box.left) / box.width, width), within((event.clientY - box.top) / box.height, height)];
  };
  const draw = (event) => {
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = place(one);
      if (Math.hypot(x - line.at[0], y - line.at[1]) < near || strokes.flat().length >= most) continue;
      line.at = [x, y];
      line.stroke.push(`${x},${y}`);
    }
    line.shown.setAttribute("points", [...line.stroke, line.stroke.at(-1)].join(" "));
  };
  const lift = () => { if (line) { line = null; keep(); } };
  field.addEventListener("pointerdown", (event) => {
    if (line || event.button !== 0 || strokes.flat().length >= most) return;
    event.preventDefault();
    field.setPointerCapture(event.pointerId);
    const at = place(event);
    const stroke = [at.join(",")];
    strokes.push(stroke);
    line = { at, stroke, shown: show(stroke), pointer: event.pointerId };
  });
  field.addEventListener("pointermove", (event) => { if (line?.pointer === event.pointerId) draw(event); });
  field.addEventListener("pointerup", lift);
  field.addEventListener("pointercancel", lift);
  pen.querySelector("[data-pen-clear]").addEventListener("click", () => { strokes = []; field.replaceChildren(); keep(); });
  strokes.forEach(show);
  pen.hidden = false;
}
