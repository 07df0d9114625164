// Below a chat that somebody watches who may: how they take part in it, as one labelled choice, and
// what goes with it. Watch and Whisper are heard by no customer; Join and Take over ask once more
// (guide 1c).
import type { Conversation } from "@parley/sdk";
import { asProblem } from "@parley/sdk";
import { Ear, Eye, Ghost, Lock, LogIn, type LucideIcon, UserRoundCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useStore } from "../hooks.ts";
import { Composer } from "./composer.tsx";
import { failed, useFace } from "./face.tsx";
import { GhostWriter } from "./ghost_writer.tsx";
import { isGuest } from "./guest.ts";
import { type TextId, useText } from "./i18n.ts";
import { NoteComposer } from "./note_composer.tsx";
import styles from "./supervision.module.css";
import { WhisperForm } from "./whispering.tsx";
import { WordLine } from "./word_line.tsx";

export type Mode = "watch" | "whisper" | "draft" | "join" | "take_over" | "note";
const modes: readonly [Mode, TextId, LucideIcon][] = [
    ["watch", "supervise.watch", Eye],
    ["whisper", "supervise.whisper", Ear],
    ["draft", "supervise.draft", Ghost],
    ["join", "supervise.join", LogIn],
    ["take_over", "supervise.take_over", UserRoundCheck],
    ["note", "writing.note", Lock],
];

/** `start`: how whoever comes here has asked to; otherwise they only read along so far. */
export function Supervision(props: { conversation: Conversation; start?: Mode }) {
    const { conversation, start } = props;
    const app = useFace();
    const { t } = useText();
    const { chat } = useStore(conversation);
    const guest = isGuest(chat, app.user.id);
    const [chosen, setChosen] = useState(start);
    const mode = chosen ?? (guest ? "join" : undefined);
    useWatch(conversation, chosen !== undefined && !guest, () => setChosen(undefined));

    function choose(next: Mode): void {
        // Who takes part cannot only watch.
        if (next === "watch" && guest) app.leave(chat);
        setChosen(next);
    }

    return (
        <section
            className={styles.supervision}
            data-region="composer"
            aria-label={t("supervise.title")}
        >
            <fieldset className={styles.modes} aria-label={t("supervise.mode")}>
                {modes.map(([value, label, Icon]) => (
                    <button
                        key={value}
                        type="button"
                        className={styles.mode}
                        aria-pressed={value === mode}
                        onClick={() => choose(value)}
                    >
                        <Icon size={18} aria-hidden="true" />
                        {t(label)}
                    </button>
                ))}
            </fieldset>
            <WordLine key={chat.id} chat={chat} />
            <Panel conversation={conversation} mode={mode} guest={guest} />
        </section>
    );
}

/** Watches while `wanted`, and again after the connection was away. */
function useWatch(conversation: Conversation, wanted: boolean, onEnd: () => void): void {
    const app = useFace();
    const { t } = useText();
    const end = useRef(onEnd);
    end.current = onEnd;
    const { id } = conversation;
    useEffect(() => {
        if (!wanted) return;
        const { client, user, watches } = app;
        let left = false;
        async function ask(): Promise<void> {
            try {
                conversation.learn((await client.call("chat.monitor", { chat: id })).chat);
            } catch (caught) {
                const { code } = asProblem(caught);
                if (left || code === "disconnected" || code === "chat_ended") return;
                end.current();
                failed(app, caught);
            }
        }
        const undo = [
            client.onState(({ state }) => {
                if (state === "open") void ask();
            }),
            client.on("watch.ended", async ({ chat, reason }) => {
                // After a time without a connection it begins anew, as soon as that is back.
                if (chat !== id || reason === "away") return;
                // Joining and taking over end it, too: then there is something in its place.
                const now = await client.call("chat.get", { chat }).catch(() => undefined);
                if (now) conversation.learn(now.chat);
                const mine = now && (now.chat.agent?.id === user.id || isGuest(now.chat, user.id));
                if (left || mine) return;
                end.current();
                app.toasts.show({ kind: "info", text: t("supervise.over") });
            }),
        ];
        const unwatch = watches.watch(id, ask);
        return () => {
            left = true;
            for (const one of undo) one();
            unwatch();
        };
    }, [app, conversation, id, wanted, t]);
}

function Panel(props: { conversation: Conversation; mode: Mode | undefined; guest: boolean }) {
    const { conversation, mode, guest } = props;
    const app = useFace();
    const { t } = useText();
    const { chat } = useStore(conversation);
    const name = chat.agent?.name ?? "";
    if (mode === "note") return <NoteComposer chat={chat} />;
    if (mode === "join" && guest) return <Composer conversation={conversation} may_end={false} />;
    if (mode === undefined) return <Hint>{t("thread.watching")}</Hint>;
    if (mode === "watch") {
        const shown = chat.watched_by?.some((one) => one.id === app.user.id);
        return <Hint>{t(shown ? "supervise.watch_shown" : "supervise.watch_hint", { name })}</Hint>;
    }
    if (chat.state !== "active") return <Hint>{t("supervise.nobody")}</Hint>;
    if (mode === "whisper") return <WhisperForm chat={chat} label={t("whisper.label", { name })} />;
    if (mode === "draft") {
        return guest ? <Hint>{t("ghost.guest")}</Hint> : <GhostWriter chat={chat} />;
    }
    if (!app.may("chat_handle")) return <Hint>{t("supervise.no_agent")}</Hint>;
    const join = mode === "join";
    async function go(): Promise<void> {
        try {
            if (join) {
                const answer = await app.client.call("chat.join", { chat: chat.id });
                conversation.learn(answer.chat);
                app.announcer.say(t("supervise.joined"));
            } else {
                await app.takeOver(chat.id);
            }
        } catch (caught) {
            failed(app, caught);
        }
    }
    return (
        <div className={styles.ask}>
            <p>{t(join ? "supervise.join_hint" : "supervise.take_over_hint", { name })}</p>
            <button type="button" className="button primary" onClick={() => void go()}>
                {t(join ? "supervise.join_now" : "supervise.take_over_now")}
            </button>
        </div>
    );
}

function Hint({ children }: { children: string }) {
    return (
        <p className={styles.hint} role="status">
            {children}
        </p>
    );
}
