// Day or night at once, remembered in the cookie that the server reads.
for (const form of all("[data-theme-switch]")) {
  form.addEventListener("submit", (event) => {
    const theme = event.submitter && event.submitter.value;
    if (!theme) return;
    event.preventDefault();
    const root = document.documentElement;
    if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    for (const button of all("[data-theme-switch] button")) button.setAttribute("aria-pressed", String(button.value === theme));
  });
}
