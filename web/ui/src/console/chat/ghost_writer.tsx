// The field in which a manager writes for the agent of the chat they watch: a ghost draft (N7). The
// customer sees nothing of it.
import type { Chat, Draft, DraftOutcome, DraftSettled } from "@parley/sdk";
import { asProblem } from "@parley/sdk";
import { Ghost } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { failed, useDraft, useFace } from "./face.tsx";
import styles from "./ghost.module.css";
import { followDrafts, untold } from "./ghost_drafts.ts";
import { type TextId, useText } from "./i18n.ts";

/** While somebody types, at most this often; sooner once they pause. */
const every_ms = 2_500;
const pause_ms = 700;
/** The server takes no more. */
const least_ms = 1_100;
const retry_ms = 1_500;
/** Refusals after which the same is told again. */
const passing = ["too_many", "disconnected", "timeout", "unavailable"];

const outcomes: Partial<Record<DraftOutcome, TextId>> = {
    taken: "ghost.taken",
    edited: "ghost.edited",
    dropped: "ghost.dropped",
    gone: "ghost.gone",
};

/** What was told of one's words, and when. */
interface Line {
    /** What the agent sees, under which number. */
    told: string;
    place: number;
    /** The last words of each number: what is settled with it. */
    words: Map<number, string>;
    /** Whether what is in the field is to be told: what was kept from before is not. */
    live: boolean;
    sending?: Promise<void> | undefined;
    at: number;
    since: number;
    timer: number;
    left: boolean;
}

/** To the manager. What is not taken when they leave is withdrawn, and stands here as they return. */
export function GhostWriter({ chat }: { chat: Chat }) {
    const app = useFace();
    const { t } = useText();
    const { client, drafts, user } = app;
    const { id } = chat;
    const key = `ghost ${id}`;
    const name = chat.agent?.name ?? "";
    const [text, setText] = useDraft(key);
    const [outcome, setOutcome] = useState<DraftOutcome>();
    const [live, setLive] = useState(false);
    const label = useId();
    const line = useRef<Line>(undefined);
    line.current ??= {
        told: "",
        place: 0,
        words: new Map(),
        live: false,
        at: 0,
        since: 0,
        timer: 0,
        left: false,
    };
    const now = line.current;

    function goLive(next: boolean): void {
        now.live = next;
        setLive(next);
    }

    function learn(told: string, place = 0): void {
        Object.assign(now, { told, place });
        if (place) now.words.set(place, told);
    }

    function tellBy(due: number): void {
        clearTimeout(now.timer);
        if (now.left) return;
        now.timer = window.setTimeout(tell, Math.max(due, now.at + least_ms) - Date.now());
    }

    function tell(): void {
        now.since = 0;
        const sent = drafts.get(key).trim();
        if (now.sending || !now.live || sent === now.told) return;
        now.at = Date.now();
        now.sending = client
            .call("chat.draft", { chat: id, text: sent })
            .then(
                ({ draft }) => {
                    learn(sent, draft?.place);
                    return pause_ms;
                },
                (caught) => {
                    const { code } = asProblem(caught);
                    if (passing.includes(code)) return retry_ms;
                    goLive(false);
                    if (!now.left) failed(app, caught);
                    return 0;
                },
            )
            .then((wait) => {
                now.sending = undefined;
                if (now.live && drafts.get(key).trim() !== now.told) tellBy(Date.now() + wait);
            });
    }

    function change(next: string): void {
        goLive(true);
        setText(next);
        setOutcome(undefined);
        now.since ||= Date.now();
        tellBy(Math.min(now.since + every_ms, Date.now() + pause_ms));
    }

    function show(): void {
        goLive(true);
        setOutcome(undefined);
        tellBy(0);
    }

    /** One's own from before this page was loaded. */
    function take(all: readonly Draft[]): void {
        const own = all.find((one) => one.from.id === user.id);
        if (!own || now.live || now.words.has(own.place)) return;
        learn(own.text, own.place);
        if (!drafts.get(key)) setText(own.text);
        goLive(true);
        tellBy(Date.now() + pause_ms);
    }

    async function settle({ place, from, outcome: what }: DraftSettled): Promise<void> {
        if (from.id !== user.id || what === "withdrawn") return;
        // The answer to what is on its way says whether it came before this.
        await now.sending;
        if (now.left) return;
        setOutcome(what);
        if (what === "edited") return;
        if (now.place === place) now.told = "";
        if (what === "gone") return goLive(false);
        setText(untold(drafts.get(key), now.words.get(place) ?? ""));
        tellBy(Date.now() + pause_ms);
    }

    const follow = useRef({ take, settle });
    follow.current = { take, settle };
    useEffect(() => {
        now.left = false;
        const undo = followDrafts(
            client,
            id,
            (all) => follow.current.take(all),
            (told) => void follow.current.settle(told),
        );
        return () => {
            undo();
            now.left = true;
            clearTimeout(now.timer);
            void Promise.resolve(now.sending).then(() => {
                if (!now.told) return;
                client.call("chat.draft", { chat: id, text: "" }).catch(() => undefined);
            });
        };
    }, [client, id, now]);

    const kept = text.trim() !== "" && !live;
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
                {t(said ?? (kept ? "ghost.kept" : "ghost.hint"), { name })}
            </p>
            {kept && (
                <button type="button" className="button" onClick={show}>
                    {t("ghost.show", { name })}
                </button>
            )}
        </div>
    );
}
