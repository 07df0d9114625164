// The field in which a manager writes for the agent of the chat they watch: a ghost draft (N7). The
// customer sees nothing of it.
import type { Chat, DraftOutcome } from "@parley/sdk";
import { asProblem } from "@parley/sdk";
import { Ghost } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { failed, useFace } from "./face.tsx";
import styles from "./ghost.module.css";
import { followDrafts } from "./ghost_drafts.ts";
import { type TextId, useText } from "./i18n.ts";

/** While somebody types, at most this often; sooner once they pause. */
const every_ms = 2_500;
const pause_ms = 700;
/** The server takes no more. */
const least_ms = 1_100;
const retry_ms = 1_500;

const outcomes: Partial<Record<DraftOutcome, TextId>> = {
    taken: "ghost.taken",
    edited: "ghost.edited",
    dropped: "ghost.dropped",
    gone: "ghost.gone",
};

/** To the manager. What is not taken when they leave is withdrawn. */
export function GhostWriter({ chat }: { chat: Chat }) {
    const app = useFace();
    const { t } = useText();
    const { client, user } = app;
    const { id } = chat;
    const name = chat.agent?.name ?? "";
    const [text, setText] = useState("");
    const [outcome, setOutcome] = useState<DraftOutcome>();
    const label = useId();
    const line = useRef({ text: "", told: "", at: 0, since: 0, timer: 0 });
    const typed = useRef(false);

    function tell(): void {
        const now = line.current;
        now.since = 0;
        if (now.text.trim() === now.told) return;
        const sent = now.text.trim();
        now.told = sent;
        now.at = Date.now();
        client.call("chat.draft", { chat: id, text: sent }).catch((caught) => {
            const { code } = asProblem(caught);
            if (now.told === sent) now.told = "";
            if (code === "too_many" || code === "disconnected" || code === "unavailable") {
                clearTimeout(now.timer);
                now.timer = window.setTimeout(tell, retry_ms);
            } else failed(app, caught);
        });
    }

    function change(next: string): void {
        const now = line.current;
        typed.current = true;
        setText(next);
        setOutcome(undefined);
        now.text = next;
        now.since ||= Date.now();
        const due = Math.min(now.since + every_ms, Date.now() + pause_ms);
        clearTimeout(now.timer);
        now.timer = window.setTimeout(tell, Math.max(due, now.at + least_ms) - Date.now());
    }

    useEffect(() => {
        const now = line.current;
        const undo = followDrafts(
            client,
            id,
            (all) => {
                // One's own from before this page was loaded.
                const own = all.find((one) => one.from.id === user.id);
                if (!own || typed.current) return;
                now.text = now.told = own.text;
                setText(own.text);
            },
            (from, what) => {
                if (from.id !== user.id || what === "withdrawn") return;
                clearTimeout(now.timer);
                setOutcome(what);
                if (what === "edited") return;
                Object.assign(now, { text: "", told: "", since: 0 });
                setText("");
            },
        );
        return () => {
            undo();
            clearTimeout(now.timer);
            if (now.told) client.call("chat.draft", { chat: id, text: "" }).catch(() => undefined);
        };
    }, [client, id, user]);

    const said = outcome && outcomes[outcome];
    return (
        <div className={styles.writer}>
            <label className={styles.head} htmlFor={label}>
                <Ghost size={16} aria-hidden="true" />
                {t("ghost.label", { name })}
            </label>
            <textarea
                id={label}
                className={styles.field}
                rows={3}
                maxLength={5_000}
                value={text}
                data-region-focus
                onChange={(event) => change(event.target.value)}
            />
            <p className={styles.outcome} role="status">
                {said ? t(said, { name }) : t("ghost.hint", { name })}
            </p>
        </div>
    );
}
