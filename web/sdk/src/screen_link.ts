// The picture of a screen on its way from one browser straight to another (WebRTC). What the two have
// to tell each other for that goes through the server (sharing.signal). Who has the track offers, the
// other one answers.
//
// INVARIANT 1: it ends once, by close() or by onFailed().
// INVARIANT 2: the first description of the other side is the only one, and no candidate is used before it.
import type { Client } from "./client.ts";
import type { IceServer, SharingSignal } from "./generated.ts";

export interface ScreenLink {
    /** It was, at least: the two have found each other. */
    readonly connected: boolean;
    close(): void;
}

export interface ScreenLinkOptions {
    client: Pick<Client, "call" | "on">;
    chat: string;
    sharing: string;
    /** What is shown; left out by who sees it. */
    track?: MediaStreamTrack;
    /** Signals that came before this was made. */
    early?: readonly SharingSignal[];
    /** The other side's picture. */
    onTrack?: (track: MediaStreamTrack) => void;
    /** There is no connection, or not any more: `was` says which. */
    onFailed: (was: boolean) => void;
    makePeer?: (servers: IceServer[]) => RTCPeerConnection;
}

/** Not connected by then: it will not be. */
const patience_ms = 20_000;
/** Text stays sharp with few frames; a large screen needs no more than this. */
const encoding = { maxBitrate: 2_500_000, maxFramerate: 15 };

export function createScreenLink(options: ScreenLinkOptions): ScreenLink {
    const { client, chat, sharing, track, onTrack, onFailed } = options;
    const makePeer = options.makePeer ?? ((iceServers) => new RTCPeerConnection({ iceServers }));
    const candidates: RTCIceCandidateInit[] = [];
    let peer: RTCPeerConnection | undefined;
    let closed = false;
    let connected = false;

    function close(): void {
        closed = true;
        clearTimeout(timer);
        undo();
        peer?.close();
    }

    function fail(): void {
        if (closed) return;
        close();
        onFailed(connected);
    }

    /** What does not arrive is found out by the connection that does not come about. */
    function tell(kind: SharingSignal["kind"], data: string): void {
        client.call("sharing.signal", { chat, sharing, kind, data }).catch(() => undefined);
    }

    async function open(): Promise<void> {
        const { servers } = await client.call("sharing.servers", { chat });
        if (closed) return;
        peer = makePeer(servers);
        peer.onicecandidate = ({ candidate }) => {
            if (candidate) tell("candidate", JSON.stringify(candidate.toJSON()));
        };
        peer.onconnectionstatechange = () => {
            if (peer!.connectionState === "failed") fail();
            if (peer!.connectionState !== "connected") return;
            connected = true;
            clearTimeout(timer);
        };
        peer.ontrack = (event) => onTrack?.(event.track);
        if (!track) return;
        peer.addTransceiver(track, { direction: "sendonly", sendEncodings: [encoding] });
        await describe("offer");
    }

    async function describe(kind: "offer" | "answer"): Promise<void> {
        await peer!.setLocalDescription();
        if (!closed) tell(kind, peer!.localDescription!.sdp);
    }

    async function hear({ kind, data }: SharingSignal): Promise<void> {
        if (closed) return;
        if (kind === "candidate") candidates.push(JSON.parse(data));
        else if (kind === (track ? "answer" : "offer") && !peer!.remoteDescription) {
            await peer!.setRemoteDescription({ type: kind, sdp: data });
            if (kind === "offer") await describe("answer");
        }
        if (!peer!.remoteDescription) return;
        for (const one of candidates.splice(0)) {
            // One of several ways; another one may be good.
            await peer!.addIceCandidate(one).catch(() => undefined);
        }
    }

    /** One after the other: a candidate may come while a description is being read. */
    let work = Promise.resolve();
    function next(step: () => Promise<void>): void {
        work = work.then(step).catch(fail);
    }
    const timer = setTimeout(fail, patience_ms);
    const undo = client.on("sharing.signal", (signal) => {
        if (signal.sharing === sharing) next(() => hear(signal));
    });
    next(open);
    for (const signal of options.early ?? []) next(() => hear(signal));
    return {
        get connected() {
            return connected;
        },
        close,
    };
}

/**
 * Of the tabs of one person, one has the connection. Gives what lets go of it again, or undefined
 * where another tab has it.
 */
export function claimSharing(
    sharing: string,
    side: "customer" | "agent",
): Promise<(() => void) | undefined> {
    return new Promise((resolve) => {
        void navigator.locks.request(
            `parley-sharing-${sharing}-${side}`,
            { ifAvailable: true },
            (lock) => {
                if (!lock) return resolve(undefined);
                return new Promise<void>((release) => resolve(release));
            },
        );
    });
}
