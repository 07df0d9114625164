// The note of a wrap-up: kept on the server as a draft while it is written, so that it is there on
// another machine, too; in this browser until the server has it (C23).
import { asProblem } from "@parley/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { useApp } from "../context.tsx";

/** Typing goes on for longer than this without being sent. */
const keep_ms = 800;

export interface Note {
    text: string;
    set(text: string): void;
    /** Sends nothing more of it; the promise waits for what is on its way. */
    settle(): Promise<void>;
    /** It has been saved with the wrap-up. */
    done(): void;
    /** What the server has. */
    kept: string;
}

export function useNote(chat: string): Note {
    const { desk } = useApp();
    const { drafts, client } = desk;
    const key = `note.${chat}`;
    const [kept, setKept] = useState("");
    /** Nothing: the server has all of it. */
    const [typed, setTyped] = useState(() => drafts.get(key) || undefined);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    const sending = useRef<Promise<void>>(undefined);
    const unsent = useRef<string>(undefined);

    const send = useCallback(async () => {
        clearTimeout(timer.current);
        await sending.current;
        const text = unsent.current;
        if (text === undefined) return;
        unsent.current = undefined;
        sending.current = client.call("chat.save_log", { chat, note: text, draft: true }).then(
            () => {
                setKept(text);
                setTyped((now) => (now === text ? undefined : now));
                if (drafts.get(key) === text) drafts.set(key, "");
            },
            (caught) => {
                // It stays in this browser, and goes with the next change or with the wrap-up.
                if (asProblem(caught).code === "disconnected") unsent.current ??= text;
            },
        );
        await sending.current;
    }, [client, drafts, chat, key]);

    const later = useCallback(
        (text: string) => {
            unsent.current = text;
            clearTimeout(timer.current);
            timer.current = setTimeout(() => void send(), keep_ms);
        },
        [send],
    );

    useEffect(() => {
        let left = false;
        const learn = (note: string) => {
            if (!left) setKept(note);
        };
        client.call("chat.log", { chat }).then(
            ({ items }) => learn(items.find((one) => one.agent.id === desk.user.id)?.note ?? ""),
            () => undefined, // what is written here is here all the same
        );
        const undo = client.on("log.changed", (told) => {
            if (told.chat === chat) learn(told.log.note);
        });
        const before = drafts.get(key);
        if (before) later(before);
        return () => {
            left = true;
            undo();
            clearTimeout(timer.current);
            // Of one that is over a draft would be taken for a correction.
            if (desk.state.getSnapshot().wrap_ups.has(chat)) void send();
        };
    }, [client, desk, drafts, chat, key, later, send]);

    return {
        text: typed ?? kept,
        kept,
        set(text) {
            setTyped(text);
            drafts.set(key, text);
            later(text);
        },
        async settle() {
            clearTimeout(timer.current);
            await sending.current;
        },
        done() {
            unsent.current = undefined;
            clearTimeout(timer.current);
            drafts.set(key, "");
        },
    };
}
