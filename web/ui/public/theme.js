// Before the first paint: the theme and density this browser chose (src/model/settings.ts). Without a choice the
// system's theme holds, which needs no script.
try {
    const { theme, density } = JSON.parse(localStorage.getItem("parley.desk.settings") ?? "{}");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    if (density === "compact") document.documentElement.dataset.density = density;
} catch {
    // A forbidden or broken storage means the defaults.
}
