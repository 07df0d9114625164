// What a customer is typing, where agents may read along (C8). As the server has left it: it never
// shows more of a number than the message would (P20).
import type { Conversation } from "@parley/sdk";
import { useEffect, useState } from "react";
import { useFace } from "./face.tsx";
import { useText } from "./i18n.ts";
import styles from "./redacted.module.css";

/** A preview that nothing follows was given up. */
const shown_ms = 30_000;

export function Preview({ conversation, name }: { conversation: Conversation; name: string }) {
    const { client } = useFace();
    const { t } = useText();
    const [text, setText] = useState("");
    const { id } = conversation;
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const show = (next: string) => {
            clearTimeout(timer);
            setText(next);
            if (next) timer = setTimeout(() => setText(""), shown_ms);
        };
        const undo = [
            client.on("typing", ({ chat, from, typing, text: typed }) => {
                if (chat !== id || from.kind !== "customer") return;
                if (typed !== undefined) show(typed);
                else if (!typing) show("");
            }),
            client.on("message.posted", ({ message }) => {
                if (message.chat === id && message.from.kind === "customer") show("");
            }),
        ];
        return () => {
            clearTimeout(timer);
            for (const one of undo) one();
        };
    }, [client, id]);
    if (!text) return null;
    return (
        <p className={styles.preview}>
            <span className={styles.label}>{t("preview.label", { name })}</span>
            <bdi>{text}</bdi>
        </p>
    );
}
