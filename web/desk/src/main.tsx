// Entry of the agent desk.
import "@fontsource-variable/inter/wght.css";
import "@parley/ui/tokens.css";
import "@parley/ui/base.css";
import "@parley/ui/timeline.css";
import "./desk.css";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { createAnnouncer } from "@parley/ui";
import { createRoot } from "react-dom/client";
import { Root } from "./app.tsx";
import { speak, text } from "./i18n.ts";
import { createSettings } from "./model/settings.ts";

const settings = createSettings();
const announcer = createAnnouncer({
    says: (name, words) => text("says", { name, text: words }),
    count: (name, count) => text("new_messages", { name, count }),
});

function applySettings(): void {
    const { theme, density, language } = settings.getSnapshot();
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.dataset.density = density;
    if (i18n.locale !== language) void speak(language);
}

await speak(settings.getSnapshot().language);
applySettings();
settings.subscribe(applySettings);

createRoot(document.getElementById("root")!).render(
    <I18nProvider i18n={i18n}>
        <Root settings={settings} announcer={announcer} />
    </I18nProvider>,
);
