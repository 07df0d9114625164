// What the composer knows of the files on their way up, without the part that sends them, which is
// loaded later (attachments.ts).
import type { Store } from "@parley/sdk";
import { createValue, type Value } from "../value.ts";

export interface Attached {
    /** Some are on their way. */
    readonly busy: boolean;
    /** The name of one that has to be tried again or removed before anything is sent. */
    readonly stopped?: string;
    /** What was written is sent as soon as they are there. */
    readonly armed: boolean;
}

export interface Attachments extends Store<Attached> {
    /** `go` sends, once, as soon as all are there; not at all where one stops it. */
    arm(go: () => void): void;
    /** Takes that back. */
    disarm(): void;
    /** Nothing of it will be sent. */
    drop(): void;
    /** Nobody is here any more to send it; what is there stays with the draft. */
    close(): void;
}

/** By chat; those that somebody has opened since the page was loaded. */
export type AllAttachments = Value<ReadonlyMap<string, Attachments>>;

export const createAllAttachments = (): AllAttachments =>
    createValue<ReadonlyMap<string, Attachments>>(new Map());

/** Of a chat for which there are none yet. */
export const nothing_attached: Store<Attached> = createValue<Attached>({
    busy: false,
    armed: false,
});
