// A server that takes files: piece by piece, looked at once the test says so; and files to give it.
import { crc32, deflateSync } from "node:zlib";
import type { Page } from "playwright-core";
import type { AttachedFile } from "../../../web/sdk/src/generated.ts";
import { busyDesk, type FakeServer, Refusal } from "./fake_server.ts";

export const allowed = {
    most: 3,
    bytes: 1_048_576,
    extensions: ["jpg", "png", "pdf", "txt", "docm"],
};

const kinds: Record<string, AttachedFile["kind"]> = { png: "picture", jpg: "picture", txt: "text" };

export interface FileServer {
    /** Pieces wait until they are let in, one by one; from then on they do. */
    hold(): void;
    letIn(): void;
    /** All that wait, and all that come. */
    letAll(): void;
    /** What became of a file is told to everybody. */
    change(id: string, part: Partial<AttachedFile>): AttachedFile;
}

/** The desk of the pictures, whose agent may attach files in all chats. */
export function withFiles(server: FakeServer): FileServer {
    busyDesk(server);
    return takeFiles(server);
}

/** In all chats that are there, of who is signed in. */
export function takeFiles(server: FakeServer): FileServer {
    server.user = { ...server.user, rights: [...server.user.rights, "chat_attach"] };
    for (const chat of server.chats.values()) chat.files = allowed;
    const waiting: (() => void)[] = [];
    let held = false;
    let ahead = 0; // were let in before they came

    server.on("file.upload", async ({ client_id, name, size, at, data }) => {
        const id = `file_${client_id}`;
        if (held && ahead > 0) ahead -= 1;
        else if (held) await new Promise<void>((go) => waiting.push(go));
        const kind = kinds[name.split(".").at(-1)!] ?? "document";
        const before = server.files.get(id) ?? {
            ...{ id, name, size, kind, received: 0, state: "uploading" as const },
        };
        const fits = at === before.received;
        const received = before.received + (fits ? Buffer.from(data, "base64").length : 0);
        const state = received === size ? "checking" : "uploading";
        const file: AttachedFile = { ...before, received, state };
        server.files.set(id, file);
        return { file };
    });
    server.on("file.get", ({ file: id }) => {
        const file = server.files.get(id);
        if (!file) throw new Refusal({ status: 404, code: "not_found" });
        if (file.state !== "ready") return { file };
        const url = `/api/v1/files/${id}`;
        return { file, url, ...(file.kind === "picture" && { small_url: `${url}/small` }) };
    });
    server.on("file.delete", ({ file }) => {
        if (!server.files.delete(file)) throw new Refusal({ status: 404, code: "not_found" });
        return {};
    });
    return {
        hold: () => {
            held = true;
        },
        letIn() {
            const next = waiting.shift();
            if (next) next();
            else ahead += 1;
        },
        letAll() {
            held = false;
            for (const go of waiting.splice(0)) go();
        },
        change(id, part) {
            const file = { ...server.files.get(id)!, ...part };
            server.files.set(id, file);
            for (const [chat, messages] of server.messages) {
                for (const one of messages) {
                    if (!one.files?.some((each) => each.id === id)) continue;
                    one.files = one.files.map((each) => (each.id === id ? file : each));
                    server.emit("file.changed", { chat, seq: one.seq, file });
                    return file;
                }
            }
            server.emit("file.changed", { chat: "chat_dana", file });
            return file;
        },
    };
}

/** One that is there already, such as for a message of the customer. */
export function keepFile(
    server: FakeServer,
    part: Partial<AttachedFile> & { name: string },
): AttachedFile {
    const id = part.id ?? `file_${server.files.size + 1}`;
    const file: AttachedFile = {
        ...{ id, size: 48_200, received: 48_200, state: "ready", kind: "document" },
        ...part,
    };
    server.files.set(id, file);
    return file;
}

/** A picture that can be seen and fetched. */
export function keepPicture(
    server: FakeServer,
    part: Partial<AttachedFile> & { name: string; width: number; height: number },
    colour: Colour = [70, 120, 200],
): AttachedFile {
    const file = keepFile(server, { kind: "picture", ...part });
    const body = png(part.width, part.height, colour);
    const url = `/api/v1/files/${file.id}`;
    server.served.set(url, { body, type: "image/png" });
    server.served.set(`${url}/small`, { body, type: "image/png" });
    return file;
}

type Colour = readonly [number, number, number];

/** Of one colour, darker to the lower right, so that one sees which part is shown. */
export function png(width: number, height: number, colour: Colour = [70, 120, 200]): Buffer {
    const row = 1 + 3 * width;
    const raw = Buffer.alloc(row * height);
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const light = 1 - 0.6 * ((x / width + y / height) / 2);
            for (const [i, part] of colour.entries()) {
                raw[y * row + 1 + 3 * x + i] = Math.round(part * light);
            }
        }
    }
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2], 8); // 8 bits a colour, three of them
    const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(raw)), chunk("IEND")];
    return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]);
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
    const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const framed = Buffer.alloc(named.length + 8);
    framed.writeUInt32BE(data.length, 0);
    named.copy(framed, 4);
    framed.writeUInt32BE(crc32(named), named.length + 4);
    return framed;
}

export interface Given {
    name: string;
    mimeType: string;
    buffer: Buffer;
}

export const text = (name: string, bytes = 1_200): Given => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.alloc(bytes, "a"),
});
export const photo = (name: string): Given => ({
    name,
    mimeType: "image/png",
    buffer: png(64, 48),
});

/**
 * As the browser hands over what was copied or is dragged; answers which of it the page takes into its
 * own hands.
 */
export function handOver(
    page: Page,
    selector: string,
    events: readonly string[],
    files: readonly Given[],
    texts: Record<string, string> = {},
): Promise<boolean[]> {
    return page.locator(selector).evaluate(
        (target, { events, files, texts }) => {
            const data = new DataTransfer();
            for (const [type, said] of Object.entries(texts)) data.setData(type, said);
            for (const { name, type, bytes } of files) {
                data.items.add(new File([new Uint8Array(bytes)], name, { type }));
            }
            const more = { bubbles: true, cancelable: true, composed: true };
            return events.map((type) => {
                const event =
                    type === "paste"
                        ? new ClipboardEvent(type, { ...more, clipboardData: data })
                        : new DragEvent(type, { ...more, dataTransfer: data });
                return !target.dispatchEvent(event);
            });
        },
        {
            events,
            texts,
            files: files.map((one) => ({
                name: one.name,
                type: one.mimeType,
                bytes: [...one.buffer],
            })),
        },
    );
}
