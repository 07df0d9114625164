// Entry of the panel, /widget/?host=…&lang=…&organization=…&partition=…&queue=…&accent=…,…,…
import "@parley/ui/tokens.css";
import "@parley/ui/base.css";
import "@parley/ui/timeline.css";
import "./panel.css";
import { chooseLanguage, createAnnouncer } from "@parley/ui";
import { jsx, render } from "../render.ts";
import { App } from "./app.tsx";
import { createHost } from "./host.ts";
import { createKeep } from "./keep.ts";
import { createSession } from "./session.ts";
import { words } from "./words.ts";

const query = new URLSearchParams(location.search);
const language = chooseLanguage([query.get("lang"), navigator.language]);
/** The reader's own region of that language, for times. */
const locale = navigator.languages.find((one) => one.startsWith(language)) ?? language;
const root = document.documentElement;
root.lang = language;

// The launcher has chosen what reads on the accent.
["accent", "on-accent", "accent-hover"].forEach((name, i) => {
    root.style.setProperty(`--c-${name}`, query.getAll("accent")[i] ?? "");
});

// Not awaited: with that, the bundler would cut out what the panel shares with its later part.
void words(language).then((t) => {
    const [organization, partition, queue] = ["organization", "partition", "queue"].map(
        (key) => query.get(key) || undefined,
    );
    const host = createHost(query.get("host"));
    const keep = createKeep([organization, partition].filter(Boolean).join("/"));
    const announcer = createAnnouncer({
        says: (name, text) => t("says", { name, text }),
        count: (name, count) => t("new_messages", { name, count }),
    });
    const session = createSession({ organization, partition, queue }, host, keep);
    document.title = t("title");
    render(
        jsx(App as never, { session, host, keep, t, language: locale, announcer }),
        document.getElementById("root")!,
    );
    host.say({ parley: "ready" });
});
