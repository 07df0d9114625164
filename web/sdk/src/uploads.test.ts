import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { stage } from "../test/scripted_socket.ts";
import type { AttachedFile, Problem } from "./generated.ts";
import { localProblem, ProblemError } from "./problem.ts";
import { base64, createUploads, type FilePost, megabytes } from "./uploads.ts";

const piece = 262_144;
const allowed = { most: 3, bytes: 4 * piece, extensions: ["txt", "png"] };

interface Asked {
    op: string;
    // biome-ignore lint/suspicious/noExplicitAny: the test knows the operation it waits for
    params: any;
    answer: (result: unknown) => void;
    fail: (error: Error) => void;
}

let asked: Asked[] = [];
const post: FilePost = (op, params) =>
    new Promise((answer, fail) => {
        asked.push({ op, params, answer: answer as Asked["answer"], fail });
    });

beforeEach(() => {
    stage();
    asked = [];
});
afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
});

const start = (rules: typeof allowed | undefined = allowed) =>
    createUploads({ chat: "chat1", allowed: () => rules, post });
const file = (name: string, bytes: number) => new File([new Uint8Array(bytes).fill(65)], name);
const view = (more: Partial<AttachedFile> = {}): AttachedFile => ({
    id: "file_1",
    name: "a.txt",
    size: 2 * piece,
    received: 0,
    state: "uploading",
    kind: "text",
    ...more,
});
const refusal = (code: string, more: Partial<Problem> = {}) =>
    new ProblemError({ status: 400, code, title: code, detail: code, ...more });

/** The oldest call that nobody has answered. */
async function next(): Promise<Asked> {
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
    return asked.shift()!;
}
async function settle(ms = 0): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
}
const uploaded = async (more: Partial<AttachedFile>) => {
    const call = await next();
    call.answer({ file: view(more) });
    await settle();
    return call.params;
};

describe("what is taken", () => {
    test("each refused file is named with its rule, and nothing of it is sent", async () => {
        const uploads = start();
        const refused = uploads.add([
            file("report.exe", 1),
            file("none", 1),
            file("empty.txt", 0),
            file("huge.txt", 4 * piece + 1),
        ]);
        expect(refused).toEqual([
            { name: "report.exe", why: "extension" },
            { name: "none", why: "extension" },
            { name: "empty.txt", why: "empty" },
            { name: "huge.txt", why: "size" },
        ]);
        await settle();
        expect(asked).toEqual([]);
        expect(uploads.getSnapshot()).toEqual([]);
    });

    test("all together may be too large, or too many", () => {
        const uploads = start();
        expect(uploads.add([file("a.txt", 3 * piece), file("b.txt", 2 * piece)])).toEqual([
            { name: "b.txt", why: "total" },
        ]);
        expect(uploads.add([file("c.PNG", 1), file("d.txt", 1), file("e.txt", 1)])).toEqual([
            { name: "e.txt", why: "count" },
        ]);
        expect(uploads.getSnapshot().map(({ name }) => name)).toEqual(["a.txt", "c.PNG", "d.txt"]);
    });

    test("nothing where the chat takes no files", () => {
        expect(
            createUploads({ chat: "chat1", allowed: () => undefined, post }).add([
                file("a.txt", 1),
            ]),
        ).toEqual([{ name: "a.txt", why: "off" }]);
    });
});

describe("pieces", () => {
    test("one after the other, until all is there and looked at", async () => {
        const uploads = start();
        uploads.add([file("a.txt", piece + 3)]);
        const first = await uploaded({ received: piece });
        expect(first).toMatchObject({ chat: "chat1", name: "a.txt", size: piece + 3, at: 0 });
        expect(atob(first.data)).toBe("A".repeat(piece));
        expect(uploads.getSnapshot()[0]).toMatchObject({ state: "uploading", received: piece });
        expect([uploads.busy, uploads.ids]).toEqual([true, []]);
        const second = await uploaded({ received: piece + 3, state: "checking" });
        expect(second).toMatchObject({ client_id: first.client_id, at: piece, data: "QUFB" });
        expect([uploads.busy, uploads.ids]).toEqual([false, ["file_1"]]);
        uploads.news(view({ state: "ready" }));
        expect(uploads.getSnapshot()[0]!.state).toBe("ready");
        expect(uploads.ids).toEqual(["file_1"]);
        uploads.sent(uploads.ids);
        expect(uploads.getSnapshot()).toEqual([]);
    });

    test("sent as soon as its last piece is there, it is not dropped", async () => {
        const uploads = start();
        uploads.subscribe(() => {
            if (uploads.ids.length) uploads.sent(uploads.ids);
        });
        uploads.add([file("a.txt", 2)]);
        await uploaded({ received: 2, state: "checking" });
        expect(uploads.getSnapshot()).toEqual([]);
        await settle(60_000);
        expect(asked).toEqual([]);
    });

    test("news that come before the answer are not lost", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2)]);
        const piece = await next();
        uploads.news(view({ state: "refused", reason: "infected" }));
        piece.answer({ file: view({ received: 2, state: "checking" }) });
        await settle();
        expect(uploads.getSnapshot()[0]).toMatchObject({ state: "refused" });
    });

    test("two files never at the same time", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2), file("b.txt", 2)]);
        const first = await next();
        await settle(1_000);
        expect(asked).toEqual([]);
        first.answer({ file: view({ received: 2, state: "checking" }) });
        expect((await next()).params.name).toBe("b.txt");
    });

    test("a cut in the middle: goes on from what the server has", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 3 * piece)]);
        await uploaded({ received: piece });
        // The server took the piece, and its answer got lost.
        (await next()).fail(localProblem("unavailable"));
        await settle();
        expect(uploads.getSnapshot()[0]).toMatchObject({ state: "waiting", received: piece });
        await settle(1_000);
        expect(await uploaded({ received: 2 * piece })).toMatchObject({ at: piece });
        expect(await uploaded({ received: 3 * piece, state: "ready" })).toMatchObject({
            at: 2 * piece,
        });
        expect(uploads.ids).toEqual(["file_1"]);
    });

    test("a server that has less than it said is believed", async () => {
        start().add([file("a.txt", 3 * piece)]);
        await uploaded({ received: 2 * piece });
        await uploaded({ received: piece });
        expect((await next()).params.at).toBe(piece);
    });

    test("after too many cuts the person is asked; retry goes on with the same file", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2 * piece)]);
        const first = await uploaded({ received: piece });
        for (let i = 0; i < 6; i++) {
            (await next()).fail(localProblem("unavailable"));
            await settle(30_000);
        }
        expect(asked).toEqual([]);
        expect(uploads.getSnapshot()[0]).toMatchObject({
            state: "failed",
            again: true,
            received: piece,
        });
        expect([uploads.busy, uploads.ids]).toEqual([false, []]);
        uploads.retry(first.client_id);
        expect((await next()).params).toMatchObject({ client_id: first.client_id, at: piece });
    });

    test("back online: at once, also what had failed", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2), file("b.txt", 2)]);
        for (let i = 0; i < 6; i++) {
            (await next()).fail(localProblem("unavailable"));
            await settle(30_000);
        }
        (await next()).fail(localProblem("unavailable"));
        await settle();
        expect(uploads.getSnapshot().map(({ state }) => state)).toEqual(["failed", "waiting"]);
        dispatchEvent(new Event("online"));
        expect((await next()).params.name).toBe("b.txt");
        expect(uploads.getSnapshot()[0]!.state).toBe("waiting");
    });

    test("a busy server is waited for as long as it asks", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2)]);
        (await next()).fail(refusal("too_many", { retry_ms: 4_000 }));
        await settle(3_999);
        expect(asked).toEqual([]);
        await settle(1);
        await uploaded({ received: 2, state: "ready" });
        expect(uploads.ids).toEqual(["file_1"]);
    });
});

describe("refusals", () => {
    test.each([
        ["invalid", "/name", false],
        ["too_large", "/size", false],
        ["chat_ended", undefined, false],
        ["storage_full", undefined, true],
        ["too_many", "", true],
        ["too_many", undefined, true, 3_600_000],
    ])("%s at %s fails the file; tried again: %s", async (code, path, again, retry_ms?) => {
        const uploads = start();
        uploads.add([file("a.txt", 2), file("b.txt", 2)]);
        (await next()).fail(refusal(code, { path, retry_ms }));
        await settle(60_000);
        expect(uploads.getSnapshot()[0]).toMatchObject({ state: "failed", again });
        expect(uploads.getSnapshot()[0]!.problem!.code).toBe(code);
        // The others are not held up.
        expect((await next()).params.name).toBe("b.txt");
    });

    test("conflict: tried again as another file, from its beginning", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2 * piece)]);
        const first = await uploaded({ received: piece });
        (await next()).fail(refusal("conflict"));
        await settle();
        uploads.retry(uploads.getSnapshot()[0]!.key);
        const again = (await next()).params;
        expect(again.at).toBe(0);
        expect(again.client_id).not.toBe(first.client_id);
    });

    test("what the look found is told, and is posted no more", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2)]);
        await uploaded({ received: 2, state: "checking" });
        uploads.news(view({ state: "refused", reason: "personal_data" }));
        const [only] = uploads.getSnapshot();
        expect(only).toMatchObject({ state: "refused", file: { reason: "personal_data" } });
        expect(uploads.ids).toEqual([]);
    });

    test("a file that can be read no more", async () => {
        const uploads = start();
        const gone = file("a.txt", 2);
        gone.slice = () => {
            throw new DOMException("gone", "NotReadableError");
        };
        uploads.add([gone]);
        await settle();
        expect(uploads.getSnapshot()[0]).toMatchObject({
            state: "failed",
            problem: { code: "unreadable" },
        });
        expect(asked).toEqual([]);
    });
});

describe("afterwards", () => {
    test("a check whose news was missed is asked for", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2)]);
        await uploaded({ received: 2, state: "checking" });
        await settle(3_000);
        const look = await next();
        expect([look.op, look.params]).toEqual(["file.get", { file: "file_1" }]);
        look.answer({ file: view({ state: "ready" }) });
        await settle(60_000);
        expect(uploads.getSnapshot()[0]!.state).toBe("ready");
        expect(asked).toEqual([]);
    });

    test("a check of a file that is gone ends", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2)]);
        await uploaded({ received: 2, state: "checking" });
        await settle(3_000);
        (await next()).fail(localProblem("unavailable")); // asked again
        await settle(3_000);
        (await next()).fail(refusal("not_found"));
        await settle(60_000);
        expect(uploads.getSnapshot()[0]).toMatchObject({ state: "failed" });
        expect(uploads.ids).toEqual([]);
        expect(asked).toEqual([]);
    });

    test("removed while a piece is on its way: no further one, the file dropped", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 3 * piece)]);
        const first = await next();
        uploads.remove(first.params.client_id);
        expect(uploads.getSnapshot()).toEqual([]);
        first.answer({ file: view({ received: piece }) });
        const drop = await next();
        expect([drop.op, drop.params]).toEqual(["file.delete", { file: "file_1" }]);
        drop.answer({});
        await settle(60_000);
        expect(asked).toEqual([]);
    });

    test("removed while it waits for the connection, and when it is there", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2 * piece), file("b.txt", 2)]);
        const { client_id } = await uploaded({ received: piece });
        (await next()).fail(localProblem("unavailable"));
        await settle();
        uploads.remove(client_id);
        await settle();
        expect(asked.map(({ op }) => op)).toEqual(["file.delete", "file.upload"]);
        await next();
        const b = await uploaded({ id: "file_2", received: 2, state: "ready" });
        uploads.remove(b.client_id);
        expect((await next()).params).toEqual({ file: "file_2" });
    });

    test("closed: nothing is told or asked any more", async () => {
        const uploads = start();
        uploads.add([file("a.txt", 2 * piece)]);
        const first = await next();
        uploads.close();
        first.answer({ file: view({ received: piece }) });
        dispatchEvent(new Event("online"));
        await settle(60_000);
        expect(asked.map(({ op }) => op)).not.toContain("file.upload");
        expect(uploads.getSnapshot()).toEqual([]);
    });
});

test("base64 and sizes as people say them", () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, i) => i * 7);
    expect(base64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    expect(megabytes(25 * 1_048_576)).toBe(25);
    expect(megabytes(1_600_000)).toBe(1.5);
});
