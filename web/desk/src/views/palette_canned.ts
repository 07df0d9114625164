// Prepared answers in the palette: those that fit what is typed, for the chat that is open.
import { inLanguage, matching } from "@parley/ui/console/canned/search.ts";
import { createValue } from "@parley/ui/console/value.ts";
import { useApp, useDeskState, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { takesPart } from "../model/desk_state.ts";
import { focusReply } from "./focus.ts";
import type { Entry } from "./palette.tsx";

const shown_max = 20;
const none = createValue(undefined);

export function useCannedEntries(query: string): Entry[] {
    const app = useApp();
    const { t, language } = useText();
    const all = useStore(app.canned ?? none);
    const chat = useDeskState().chats.get(app.router.getSnapshot().chat ?? "")?.chat;
    const { canned } = app;
    if (!canned || chat?.state !== "active" || !takesPart(chat, app.desk.user.id)) return [];
    const answers = inLanguage(all ?? [], language.startsWith("de") ? "de" : "en");
    const found = query.trim() ? matching(answers, query).slice(0, shown_max) : [];
    return [
        { id: "canned", label: t("canned.open"), keys: "/", run: () => focusReply(canned.insert) },
        ...found.map((one) => ({
            id: one.id,
            label: t("canned.entry", { title: one.title }),
            more: `/${one.code} · ${one.text}`,
            run: () => focusReply(() => canned.insert(one)),
        })),
    ];
}
