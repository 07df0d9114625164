// Entry of the manager's room.
import "@fontsource-variable/inter/wght.css";
import "@parley/ui/tokens.css";
import "@parley/ui/base.css";
import "@parley/ui/timeline.css";
import "@parley/ui/console/console.css";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { createAnnouncer } from "@parley/ui";
import { applySettings } from "@parley/ui/console/apply_settings.ts";
import { createSettings } from "@parley/ui/console/settings.ts";
import { createRoot } from "react-dom/client";
import { Root } from "./app.tsx";
import { speak, text } from "./i18n.ts";

const settings = createSettings();
const announcer = createAnnouncer({
    says: (name, words) => text("says", { name, text: words }),
    count: (name, count) => text("new_messages", { name, count }),
});
await applySettings(settings, speak);

createRoot(document.getElementById("root")!).render(
    <I18nProvider i18n={i18n}>
        <Root settings={settings} announcer={announcer} />
    </I18nProvider>,
);
