// With which colleagues the person writes, apart from any chat.
import type { Client, ColleagueMessage, ColleagueTalk, Outbox, Store, User } from "@parley/sdk";
import { createLine } from "@parley/ui/console/chat/said_line.ts";
import { createValue } from "@parley/ui/console/value.ts";

export interface Talks extends Store<readonly ColleagueTalk[]> {
    /** What the person has written and has not arrived, by colleague: also over a reload. */
    readonly line: Outbox;
    markRead(colleague: string): void;
    onMessage(handler: (message: ColleagueMessage) => void): () => void;
}

/** `onNew` hears of what others write to the person. */
export function followTalks(
    client: Client,
    user: User,
    onNew: (message: ColleagueMessage) => void,
): Talks {
    const value = createValue<readonly ColleagueTalk[]>([]);
    const line = createLine<ColleagueMessage>(
        client,
        {
            async post({ chat: to, ...said }, options) {
                return (await client.call("colleague.post", { to, ...said }, options)).message;
            },
            listen: (take) => client.on("colleague.posted", ({ message }) => take(message)),
        },
        { storage: localStorage, prefix: `parley.desk.talk.${user.id}.` },
    );

    function ask(): void {
        client.call("colleague.list", {}).then(
            ({ items }) => value.set(items),
            // Asked again when the connection is back.
            () => undefined,
        );
    }

    function take(message: ColleagueMessage): void {
        const mine = message.from.id === user.id;
        const other = (mine ? message.to : message.from).id;
        const known = value.getSnapshot();
        const talk = known.find((one) => one.colleague.person.id === other);
        if (!talk) return ask();
        if (talk.last.place >= message.place) return;
        const next = { ...talk, last: message, unread: mine ? talk.unread : talk.unread + 1 };
        value.set([next, ...known.filter((one) => one !== talk)]);
    }

    function readAll(other: string): void {
        const known = value.getSnapshot();
        if (!known.some((one) => one.colleague.person.id === other && one.unread)) return;
        value.set(
            known.map((one) => (one.colleague.person.id === other ? { ...one, unread: 0 } : one)),
        );
    }

    client.on("colleague.posted", ({ message }) => {
        take(message);
        if (message.from.id !== user.id) onNew(message);
    });
    client.on("colleague.read", (data) => readAll(data.with));
    client.onState(({ state }) => {
        if (state === "open") ask();
    });
    client.onReset((chat) => {
        if (chat === undefined) ask();
    });
    return {
        line,
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        markRead(colleague) {
            const talk = value
                .getSnapshot()
                .find((one) => one.colleague.person.id === colleague && one.unread);
            if (!talk) return;
            readAll(colleague);
            client.call("colleague.mark_read", { with: colleague }).catch(() => undefined);
        },
        onMessage: (handler) => client.on("colleague.posted", ({ message }) => handler(message)),
    };
}
