// Entry of the panel, /widget/?host=…&lang=…&organization=…&queue=…&accent=…,…,…
import "@parley/ui/tokens.css";
import "@parley/ui/base.css";
import "@parley/ui/timeline.css";
import "./panel.css";
import { chooseLanguage, createAnnouncer } from "@parley/ui";
import { type ComponentChild, render } from "preact";
import { App } from "./app.tsx";
import { createHost } from "./host.ts";
import { createKeep } from "./keep.ts";
import { tellNews } from "./news.ts";
import { createSession } from "./session.ts";
import { words } from "./words.ts";

const query = new URLSearchParams(location.search);
const language = chooseLanguage([query.get("lang"), navigator.language]);
const root = document.documentElement;
root.lang = language;

// The launcher has made the accent readable: its colour, when hovered, and text on it.
const colors = query.get("accent")?.match(/[\da-f]{6}/g) ?? [];
["accent", "accent-hover", "on-accent"].forEach((name, i) => {
    if (colors[i]) root.style.setProperty(`--c-${name}`, `#${colors[i]}`);
});

const t = await words(language);
const organization = query.get("organization") ?? undefined;
const queue = query.get("queue") ?? undefined;
const host = createHost(query.get("host"));
const keep = createKeep(organization ?? "");
const announcer = createAnnouncer({
    says: (name, text) => t("says", { name, text }),
    count: (name, count) => t("new_messages", { name, count }),
});
const session = createSession(
    { ...(organization && { organization }), ...(queue && { queue }) },
    host,
    keep,
);
tellNews(session, host, announcer, t);
document.title = t("title");
// React's types, Preact's renderer: the same elements.
render(
    (<App session={session} host={host} keep={keep} t={t} language={language} />) as ComponentChild,
    document.getElementById("root")!,
);
host.say({ parley: "ready" });
