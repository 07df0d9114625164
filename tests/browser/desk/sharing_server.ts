// As the server keeps a screen that is shown, for the desk's side; and a customer's browser, whose
// screen is red.
import type { BrowserContext, Page } from "playwright-core";
import type {
    Person,
    Sharing,
    SharingOutcome,
    SharingSignal,
} from "../../../web/sdk/src/generated.ts";
import { ago, anna, busyDesk, type FakeServer } from "./fake_server.ts";

export const maya: Person = { kind: "agent", id: anna.id, name: anna.display_name };
export const ravi: Person = { kind: "agent", id: "usr_ravi", name: "Ravi Patel" };

export class SharingServer {
    private count = 0;
    private customer: Page | undefined;

    constructor(readonly server: FakeServer) {
        server.on("sharing.servers", () => ({ servers: [] }));
        server.on("sharing.ask", ({ chat }) => ({ sharing: this.become(chat, "asked") }));
        server.on("sharing.end", ({ chat, sharing, failed }) => {
            const now = server.chats.get(chat)!.sharing;
            if (now?.id !== sharing) return { sharing: { ...over, id: sharing } };
            const done = failed ? "failed" : "done";
            return { sharing: this.over(chat, now.state === "asked" ? "withdrawn" : done) };
        });
        server.on("sharing.signal", (signal) => {
            void this.customer?.evaluate((told) => hear(told), signal);
            return {};
        });
    }

    private tell(chat: string, sharing: Sharing): Sharing {
        this.server.emit("sharing.changed", { chat, sharing });
        return sharing;
    }

    become(chat: string, state: Sharing["state"], agent = maya): Sharing {
        const now = this.server.chats.get(chat)!;
        const { id } = now.sharing ?? { id: `shr_${++this.count}` };
        now.sharing = { id, agent, state, since: ago(0) };
        return this.tell(chat, { ...now.sharing });
    }

    over(chat: string, outcome: SharingOutcome): Sharing {
        const now = this.server.chats.get(chat)!;
        const { sharing } = now;
        delete now.sharing;
        return this.tell(chat, { ...sharing!, state: "over", since: ago(0), outcome });
    }

    /** The customer agrees, or begins by themselves, with a picture that arrives. */
    async shows(context: BrowserContext, chat: string): Promise<void> {
        this.customer = await context.newPage();
        await this.customer.exposeFunction("tell", (kind: SharingSignal["kind"], data: string) => {
            const { sharing } = this.server.chats.get(chat)!;
            if (!sharing) return;
            this.server.emit("sharing.signal", { chat, sharing: sharing.id, kind, data }, true);
        });
        this.become(chat, "running");
        await this.customer.evaluate(showScreen);
    }
}

const over: Sharing = { id: "", agent: maya, state: "over", since: ago(0), outcome: "done" };

declare function hear(signal: SharingSignal): Promise<void>;
declare function tell(kind: SharingSignal["kind"], data: string): Promise<void>;

/** In the customer's page. */
async function showScreen(): Promise<void> {
    const canvas = document.createElement("canvas");
    canvas.width = 1280;
    canvas.height = 720;
    const paint = () => {
        const brush = canvas.getContext("2d")!;
        brush.fillStyle = "#f00";
        brush.fillRect(0, 0, canvas.width, canvas.height);
    };
    setInterval(paint, 100);
    const peer = new RTCPeerConnection();
    const early: RTCIceCandidateInit[] = [];
    peer.onicecandidate = ({ candidate }) => {
        if (candidate) void tell("candidate", JSON.stringify(candidate.toJSON()));
    };
    Object.assign(window, {
        peer,
        async hear({ kind, data }: SharingSignal) {
            if (kind === "candidate") early.push(JSON.parse(data));
            else await peer.setRemoteDescription({ type: "answer", sdp: data });
            if (!peer.remoteDescription) return;
            for (const one of early.splice(0)) await peer.addIceCandidate(one);
        },
    });
    const [track] = canvas.captureStream(10).getVideoTracks();
    track!.contentHint = "detail";
    peer.addTrack(track!);
    await peer.setLocalDescription();
    await tell("offer", peer.localDescription!.sdp);
}

/** The desk of the pictures, in whose first chat the screen may be shown. */
export function withSharing(server: FakeServer): SharingServer {
    busyDesk(server);
    for (const chat of server.chats.values()) chat.sharing_open = true;
    return new SharingServer(server);
}
