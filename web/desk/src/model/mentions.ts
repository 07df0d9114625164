// Notes in which the person is mentioned and that they have not looked at.
import type { Client, Mention, Store } from "@parley/sdk";
import { createValue } from "@parley/ui/console/value.ts";

export interface Mentions extends Store<readonly Mention[]> {
    /** The person has the notes of this chat in front of them. */
    see(chat: string): void;
}

/** `onNew` hears of each once, when it is made. */
export function followMentions(client: Client, onNew: (mention: Mention) => void): Mentions {
    const value = createValue<readonly Mention[]>([]);
    const key = ({ note }: Mention) => `${note.chat} ${note.place}`;

    function take(mention: Mention): boolean {
        const known = value.getSnapshot();
        if (known.some((one) => key(one) === key(mention))) return false;
        value.set([mention, ...known]);
        return true;
    }

    function ask(): void {
        client.call("mention.list", {}).then(
            ({ items }) => value.set(items),
            // Asked again when the connection is back.
            () => undefined,
        );
    }

    function drop(chat: string): void {
        const left = value.getSnapshot().filter((one) => one.note.chat !== chat);
        if (left.length !== value.getSnapshot().length) value.set(left);
    }

    client.on("mention.made", ({ mention }) => {
        if (take(mention)) onNew(mention);
    });
    client.on("mentions.seen", ({ chat }) => drop(chat));
    client.onState(({ state }) => {
        if (state === "open") ask();
    });
    return {
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        see(chat) {
            if (!value.getSnapshot().some((one) => one.note.chat === chat)) return;
            drop(chat);
            // Where it fails the list is asked for again with the next connection.
            client.call("mention.see", { chat }).catch(() => undefined);
        },
    };
}
