// Giving the word, and taking it; who has it then is told by an event.
import { asProblem, type Chat, type Person } from "@parley/sdk";
import { text } from "../i18n.ts";
import { type Face, failed } from "./face.tsx";

type Doer = Pick<Face, "client" | "toasts" | "announcer">;

export function giveWord(face: Doer, chat: Chat, to: Person): Promise<void> {
    return attempt(face, chat, () =>
        face.client.call("chat.give_word", { chat: chat.id, agent: to.id }),
    );
}

export function takeWord(face: Doer, chat: Chat): Promise<void> {
    return attempt(face, chat, () => face.client.call("chat.take_word", { chat: chat.id }));
}

async function attempt(face: Doer, chat: Chat, work: () => Promise<unknown>): Promise<void> {
    try {
        await work();
    } catch (caught) {
        const { code } = asProblem(caught);
        // "conflict": who should have it has it already.
        if (code === "forbidden" && chat.speaker) {
            const notice = text("word.kept", { name: chat.speaker.name });
            face.toasts.show({ kind: "info", text: notice });
            face.announcer.say(notice);
        } else if (code !== "conflict") failed(face, caught);
    }
    // What was pressed is gone with the answer.
    requestAnimationFrame(() =>
        document
            .querySelector<HTMLElement>('[data-region="composer"] [data-region-focus]')
            ?.focus({ preventScroll: true }),
    );
}
