// Telling the other side that this person types: the first key at once, then at most one signal in
// 2.5 s, and an
// explicit stop.
import type { Client } from "./client.ts";

const repeat_ms = 2_500;
/** Longer than the other side shows a signal (6 s): after that no stop is needed. */
const forgotten_ms = 6_000;

export interface TypingSender {
    /** At every change that leaves text in the field. */
    typed(): void;
    /** On send, on an emptied field and on blur. */
    stopTyping(): void;
}

export function createTypingSender(client: Client, chat: string): TypingSender {
    let told_at = 0;

    function tell(typing: boolean): void {
        if (client.status.state !== "open") return;
        told_at = typing ? Date.now() : 0;
        client.call("chat.typing", { chat, typing }).catch(() => undefined);
    }

    return {
        typed() {
            if (Date.now() - told_at >= repeat_ms) tell(true);
        },
        stopTyping() {
            if (told_at && Date.now() - told_at < forgotten_ms) tell(false);
            told_at = 0;
        },
    };
}
