// Above the messages: that the customer is asked for the screen, the screen itself for the one who
// watches it, and for the others who that is.
import type { Chat } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { ScreenLine } from "@parley/ui/console/chat/screen_line.tsx";
import { MonitorUp } from "lucide-react";
import { lazy, Suspense } from "react";
import { useApp, useNow, useStore } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { endScreen, nameOf } from "./sharing_acts.ts";
import styles from "./transfer.module.css";

/** Few chats have one. */
const Picture = lazy(() => import("./picture.tsx").then((it) => ({ default: it.Picture })));

/** `told`: changes of this chat are announced; who only looks at it hears them from here. */
export function SharedScreen({ chat, told }: { chat: Chat; told: boolean }) {
    const app = useApp();
    const sharings = useStore(app.sharings);
    const { sharing } = chat;
    const seen = sharing && sharings.get(sharing.id);
    const shown = chat.state === "active" && seen?.place !== "over" ? sharing : undefined;
    const mine = shown?.agent.id === app.desk.user.id;
    if (shown && mine && seen?.place === "here") {
        const strip = <Strip chat={chat} text="sharing.connecting" />;
        return (
            <Suspense fallback={strip}>
                <Picture chat={chat} picture={seen.picture} />
            </Suspense>
        );
    }
    if (shown && mine) {
        if (shown.state === "asked") return <Strip chat={chat} text="sharing.pending" />;
        return <Strip chat={chat} text={seen ? "sharing.elsewhere" : "sharing.connecting"} />;
    }
    const line = shown && <ScreenLine chat={chat} />;
    return told ? line : <div role="status">{line}</div>;
}

/** Of the one who watches. */
function Strip({ chat, text }: { chat: Chat; text: TextId }) {
    const app = useApp();
    const { t } = useText();
    const { state, since } = chat.sharing!;
    const name = nameOf(chat);
    const end = state === "asked" ? "sharing.withdraw" : "sharing.stop";
    return (
        <section className={styles.strip} aria-label={t("sharing.title", { name })}>
            <MonitorUp size={16} aria-hidden="true" />
            <p>
                {t(text, { name })} {state === "asked" && <Waits since={since} />}
            </p>
            <button
                type="button"
                className="button"
                data-screen-end=""
                aria-keyshortcuts="Alt+Shift+S"
                onClick={() => void endScreen(app, chat)}
            >
                {t(end)}
            </button>
        </section>
    );
}

function Waits({ since }: { since: string }) {
    const now = useNow();
    return (
        <span className="timer" aria-hidden="true">
            {stopwatch(now - Date.parse(since))}
        </span>
    );
}
