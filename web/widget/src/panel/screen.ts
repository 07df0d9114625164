// The customer's screen, shown to the agent: asks the browser for it, keeps the connection for as long
// as it runs, and ends it, whoever ends it. Other tabs of this browser see that it runs, and can end
// it, too.
//
// INVARIANT: while the browser gives a picture here, the chat has a sharing that runs, or one is being
// begun.
import {
    type Chat,
    type Client,
    type Conversation,
    claimSharing,
    createScreenLink,
    type Sharing,
} from "@parley/sdk";
import type { App } from "./app.tsx";
import { isOver } from "./phases.ts";

/** What there is to say beside what goes on. */
export type Notice = "withdrawn" | "cannot" | "refused" | "failed";

/** Phones have none; the page around this one may forbid it. */
export function canShare(): boolean {
    const { featurePolicy } = document as Document & {
        featurePolicy?: { allowsFeature(name: string): boolean };
    };
    // Not every browser can say so.
    const allowed = featurePolicy?.allowsFeature("display-capture") ?? true;
    return allowed && !!navigator.mediaDevices?.getDisplayMedia;
}

/** Who ends it wants it ended, however long the connection takes. */
const end_timeout_ms = 60_000;

export class Screen {
    notice: { what: Notice; name: string } | undefined;
    private client: Client;
    private conversation: Conversation;
    private stream: MediaStream | undefined;
    /** Of the sharing that has its connection here. */
    private undo: (() => void) | undefined;
    private shown: string | undefined;
    /** Ended here: what the server still tells of it is not shown. */
    private ended = new Set<string>();
    private busy = false;
    private hears: () => void;

    constructor(private app: App) {
        const { client, conversation } = app.props.session.getSnapshot();
        this.client = client!;
        this.conversation = conversation!;
        this.hears = this.client.on("sharing.changed", ({ chat, sharing }) => {
            if (chat === this.conversation.id) this.heard(sharing);
        });
        const { sharing } = this;
        if (sharing?.state === "running") void this.orphan(sharing);
        addEventListener("pagehide", this.leave);
        this.look();
    }

    private get chat(): Chat {
        return this.conversation.getSnapshot().chat;
    }

    /** What is asked, or runs. */
    get sharing(): Sharing | undefined {
        const { sharing } = this.chat;
        return !sharing || isOver(this.chat) || this.ended.has(sharing.id) ? undefined : sharing;
    }

    /** Whether the customer may begin by themselves. */
    get open(): boolean {
        const { sharing_open, state } = this.chat;
        return !!sharing_open && state === "active" && !this.sharing && canShare();
    }

    private tell(what?: Notice, name = ""): void {
        this.notice = what && { what, name };
        this.app.forceUpdate();
    }

    dismiss = (): void => this.tell();

    // ---- what the server says -------------------------------------------------------------------

    private heard({ id, state, outcome, agent }: Sharing): void {
        if (state === "asked") this.notice = undefined;
        if (state !== "over") return;
        if (outcome === "withdrawn") this.tell("withdrawn", agent.name);
        if (outcome === "failed" && id === this.shown) this.tell("failed");
        this.ended.add(id);
    }

    /** After each change: what is over lets go of the screen, what cannot be shown is declined. */
    look(): void {
        const { sharing, shown } = this;
        if (shown && sharing?.id !== shown) this.release();
        if (sharing?.state === "asked" && !canShare()) {
            this.tell("cannot", sharing.agent.name);
            this.end(sharing);
        }
    }

    /** It ran when this page came, and no page has its connection. */
    private async orphan(sharing: Sharing): Promise<void> {
        const release = await claimSharing(sharing.id, "customer");
        if (release) this.end(sharing, true);
        release?.();
    }

    // ---- what the customer does -----------------------------------------------------------------

    /** The browser lets them choose; by its own dialog that can be cancelled, and nothing was. */
    start = async (): Promise<void> => {
        if (this.busy) return;
        const asked = this.sharing;
        this.busy = true;
        try {
            const video = { frameRate: { max: 15 } };
            const stream = await navigator.mediaDevices.getDisplayMedia({ video, audio: false });
            await this.begin(stream, asked);
        } catch (caught) {
            if ((caught as Error).name !== "NotAllowedError") this.tell("refused");
        }
        this.busy = false;
    };

    private async begin(stream: MediaStream, asked?: Sharing): Promise<void> {
        const [track] = stream.getVideoTracks() as [MediaStreamTrack];
        const chat = this.conversation.id;
        this.notice = undefined;
        this.stream = stream;
        track.contentHint = "detail";
        track.onended = this.stop;
        try {
            const params = asked ? { chat, sharing: asked.id } : { chat };
            const { sharing } = await this.client.call("sharing.start", params);
            // The answer may be here before the event, and after that of the end.
            if (this.ended.has(sharing.id)) return this.release();
            this.conversation.learn({ ...this.chat, sharing });
            this.shown = sharing.id;
            if (track.readyState === "ended") return this.stop();
            await this.connect(track, sharing);
        } catch (caught) {
            this.release();
            throw caught;
        }
    }

    private async connect(track: MediaStreamTrack, sharing: Sharing): Promise<void> {
        const release = await claimSharing(sharing.id, "customer");
        if (this.shown !== sharing.id) return release?.();
        const link = createScreenLink({
            client: this.client,
            chat: this.conversation.id,
            sharing: sharing.id,
            track,
            onFailed: () => this.end(sharing, true),
        });
        this.undo = () => {
            link.close();
            release?.();
        };
    }

    decline = (): void => {
        if (this.sharing) this.end(this.sharing);
    };

    stop = (): void => {
        if (this.sharing?.state === "running") this.end(this.sharing);
    };

    private leave = (): void => {
        if (this.shown) this.stop();
    };

    /** The picture ends now, and not with the answer. */
    private end({ id }: Sharing, failed?: boolean): void {
        const chat = this.conversation.id;
        if (failed && id === this.shown) this.tell("failed");
        this.ended.add(id);
        this.release();
        const params = failed ? { chat, sharing: id, failed } : { chat, sharing: id };
        this.client.call("sharing.end", params, { timeout: end_timeout_ms }).catch(() => undefined);
        this.app.forceUpdate();
    }

    private release(): void {
        this.shown = undefined;
        this.undo?.();
        this.undo = undefined;
        for (const track of this.stream?.getTracks() ?? []) {
            track.onended = null;
            track.stop();
        }
        this.stream = undefined;
    }

    /** The chat is left. */
    close(): void {
        removeEventListener("pagehide", this.leave);
        this.hears();
        this.release();
    }
}
