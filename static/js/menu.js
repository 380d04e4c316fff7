// Menus are <details>: one open at a time, closed by Escape or by pressing elsewhere.
const closeMenus = (except) => { for (const menu of all("[data-menu][open]")) if (menu !== except) menu.open = false; };
document.addEventListener("click", (event) => closeMenus(event.target.closest("[data-menu]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement && document.activeElement.closest("[data-menu][open]");
  closeMenus();
  if (open) open.querySelector("summary").focus();
});
// The tab one is on is seen, however many there are.
for (const tab of all(".tabs [aria-current]")) tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;
