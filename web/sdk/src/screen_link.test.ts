import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Client } from "./client.ts";
import type { SharingSignal } from "./generated.ts";
import { createScreenLink, type ScreenLink, type ScreenLinkOptions } from "./screen_link.ts";
import { handlers } from "./store.ts";

/** What a browser does of it, as far as the link asks for it. */
class FakePeer {
    connectionState = "new";
    localDescription: { type: string; sdp: string } | null = null;
    remoteDescription: { type: string; sdp: string } | null = null;
    candidates: unknown[] = [];
    sent: unknown[] = [];
    closed = false;
    /** Bad candidates are refused. */
    refuses = false;
    onicecandidate?: (event: unknown) => void;
    onconnectionstatechange?: () => void;
    ontrack?: (event: unknown) => void;

    addTransceiver(track: unknown, how: unknown): void {
        this.sent.push({ track, how });
    }
    async setLocalDescription(): Promise<void> {
        const type = this.remoteDescription ? "answer" : "offer";
        this.localDescription = { type, sdp: `own ${type}` };
    }
    async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
        await Promise.resolve();
        this.remoteDescription = description;
    }
    async addIceCandidate(candidate: unknown): Promise<void> {
        expect(this.remoteDescription).not.toBeNull();
        if (this.refuses) throw new Error("unknown ufrag");
        this.candidates.push(candidate);
    }
    close(): void {
        this.closed = true;
    }
    become(state: string): void {
        this.connectionState = state;
        this.onconnectionstatechange!();
    }
    find(candidate: object | null): void {
        this.onicecandidate!({ candidate: candidate && { toJSON: () => candidate } });
    }
}

const track = { kind: "video" } as MediaStreamTrack;
const servers = [{ urls: ["stun:stun.example.org"] }];
let peer: FakePeer;
let asked_with: unknown;
let told: Omit<SharingSignal, "chat" | "sharing">[];
let link: ScreenLink;
const signals = handlers<[SharingSignal]>();
const onFailed = vi.fn();
const onTrack = vi.fn();
const settle = () => vi.advanceTimersByTimeAsync(0);

function open(more: Partial<ScreenLinkOptions> = {}, answer = Promise.resolve({ servers })): void {
    const client = {
        call: (op: string, params: SharingSignal) => {
            if (op === "sharing.servers") return answer;
            const { chat, sharing, ...rest } = params;
            expect([op, chat, sharing]).toEqual(["sharing.signal", "chat1", "shr1"]);
            told.push(rest);
            return Promise.reject(new Error("nobody there"));
        },
        on: (_: string, handler: (signal: SharingSignal) => void) => signals.add(handler),
    } as unknown as Client;
    const makePeer = (given: unknown) => {
        asked_with = given;
        return peer as unknown as RTCPeerConnection;
    };
    link = createScreenLink({
        client,
        chat: "chat1",
        sharing: "shr1",
        onFailed,
        onTrack,
        makePeer,
        ...more,
    });
}

async function hear(kind: SharingSignal["kind"], data: string, sharing = "shr1"): Promise<void> {
    signals.emit({ chat: "chat1", sharing, kind, data });
    await settle();
}

beforeEach(() => {
    vi.useFakeTimers();
    peer = new FakePeer();
    told = [];
    onFailed.mockReset();
    onTrack.mockReset();
});
afterEach(() => {
    link.close();
    vi.useRealTimers();
});

describe("who shows", () => {
    beforeEach(async () => {
        open({ track });
        await settle();
    });

    test("offers the track, for text and within limits, through the servers", () => {
        expect(asked_with).toEqual(servers);
        expect(told).toEqual([{ kind: "offer", data: "own offer" }]);
        const sendEncodings = [{ maxBitrate: 2_500_000, maxFramerate: 15 }];
        expect(peer.sent).toEqual([{ track, how: { direction: "sendonly", sendEncodings } }]);
    });

    test("tells each candidate, and not that there are no more", () => {
        peer.find({ candidate: "a" });
        peer.find(null);
        expect(told.slice(1)).toEqual([{ kind: "candidate", data: '{"candidate":"a"}' }]);
    });

    test("candidates wait for the answer, in their order", async () => {
        await hear("candidate", '{"candidate":"a"}');
        await hear("candidate", '{"candidate":"b"}');
        expect(peer.candidates).toEqual([]);
        await hear("answer", "theirs");
        expect(peer.remoteDescription).toEqual({ type: "answer", sdp: "theirs" });
        await hear("candidate", '{"candidate":"c"}');
        expect(peer.candidates).toEqual(["a", "b", "c"].map((candidate) => ({ candidate })));
    });

    test("only the first answer counts, and no offer", async () => {
        await hear("offer", "of whom?");
        expect(peer.remoteDescription).toBeNull();
        await hear("answer", "theirs");
        await hear("answer", "of another device");
        expect(peer.remoteDescription?.sdp).toBe("theirs");
    });

    test("what belongs to another sharing is not heard", async () => {
        await hear("answer", "another", "shr0");
        expect(peer.remoteDescription).toBeNull();
    });

    test("a candidate that is no good is no failure", async () => {
        peer.refuses = true;
        await hear("answer", "theirs");
        await hear("candidate", '{"candidate":"a"}');
        expect(onFailed).not.toHaveBeenCalled();
    });
});

describe("who sees", () => {
    test("answers, and hands over the picture", async () => {
        open();
        await settle();
        expect(told).toEqual([]);
        await hear("offer", "theirs");
        expect(told).toEqual([{ kind: "answer", data: "own answer" }]);
        peer.ontrack!({ track });
        expect(onTrack).toHaveBeenCalledWith(track);
    });

    test("hears what came before it was there, or while it asked for servers", async () => {
        const early = [{ chat: "chat1", sharing: "shr1", kind: "candidate", data: "1" }] as const;
        let answer = (_: { servers: typeof servers }) => {};
        open({ early }, new Promise((resolve) => (answer = resolve)));
        await hear("candidate", "2");
        await hear("offer", "theirs");
        expect(peer.remoteDescription).toBeNull();
        answer({ servers });
        await settle();
        expect(peer.remoteDescription?.sdp).toBe("theirs");
        expect(peer.candidates).toEqual([1, 2]);
    });
});

describe("the end", () => {
    test("not connected after 20 s: failed, once", async () => {
        open({ track });
        await vi.advanceTimersByTimeAsync(19_999);
        expect(onFailed).not.toHaveBeenCalled();
        await vi.advanceTimersByTimeAsync(1);
        expect(onFailed).toHaveBeenCalledOnce();
        expect(peer.closed).toBe(true);
        peer.become("failed");
        expect(onFailed).toHaveBeenCalledOnce();
    });

    test("connected in time, it stays until the connection fails", async () => {
        open();
        await settle();
        peer.become("connected");
        await vi.advanceTimersByTimeAsync(60_000);
        peer.become("disconnected"); // may come back
        expect(onFailed).not.toHaveBeenCalled();
        peer.become("failed");
        expect(onFailed).toHaveBeenCalledOnce();
    });

    test("without servers there is none", async () => {
        open({}, Promise.reject(new Error("disconnected")));
        await settle();
        expect(onFailed).toHaveBeenCalledOnce();
    });

    test("closed, nothing happens any more", async () => {
        open();
        link.close();
        await settle();
        await hear("offer", "theirs");
        await vi.advanceTimersByTimeAsync(60_000);
        expect(told).toEqual([]);
        expect(onFailed).not.toHaveBeenCalled();
    });
});
