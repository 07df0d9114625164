// The files of the fake server: it takes pieces as the real one does, cuts the line where the test
// says so, and lets the test decide what the look into a file has found.
import type { IncomingMessage, ServerResponse } from "node:http";
import { crc32, deflateSync } from "node:zlib";
import type { AttachedFile, Operations } from "../../../web/sdk/src/index.ts";

interface Kept {
    view: AttachedFile;
    client_id: string;
    bytes: Uint8Array;
    seq?: number;
}

type UploadParams = Operations["file.upload"]["params"];

const pictures = ["png", "jpg", "jpeg", "webp", "gif"];

export class FakeFiles {
    all: Kept[] = [];
    /** Pieces as they came, those that were cut off included. */
    pieces: UploadParams[] = [];
    /** What becomes of a file that is there; without it it stays in the check until decide(). */
    verdict: Partial<AttachedFile> | undefined = { state: "ready" };
    /** So many answers are cut off after the piece was taken. */
    cuts = 0;
    /** Requests are cut off before anything is taken. */
    down = false;
    private gate: Promise<void> | undefined;
    private open: (() => void) | undefined;

    constructor(
        private event: (type: string, data: object) => void,
        private chat: () => string,
    ) {}

    /** From now on each piece but the first of a file waits, until letGo(). */
    hold(): void {
        this.gate = new Promise((open) => {
            this.open = open;
        });
    }

    letGo(): void {
        this.gate = undefined;
        this.open?.();
    }

    find(name: string): Kept {
        const found = this.all.find((one) => one.view.name === name);
        if (!found) throw new Error(`no file ${name}`);
        return found;
    }

    /** A file that lies there, as somebody has uploaded it. */
    put(
        name: string,
        more: Partial<AttachedFile> = {},
        bytes: Uint8Array = Buffer.from("content"),
    ): AttachedFile {
        const extension = name.split(".").at(-1)!;
        const picture = pictures.includes(extension);
        const view: AttachedFile = {
            id: `file_${this.all.length + 1}`,
            name,
            size: bytes.length,
            received: bytes.length,
            state: "ready",
            kind: picture ? "picture" : "document",
            ...(picture && sizeOf(bytes)),
            ...more,
        };
        this.all.push({ view, client_id: "", bytes });
        return view;
    }

    posted(ids: readonly string[], seq: number): AttachedFile[] {
        return ids.map((id) => {
            const kept = this.all.find((one) => one.view.id === id)!;
            kept.seq = seq;
            return kept.view;
        });
    }

    /** What the look into a file has found. */
    decide(name: string, more: Partial<AttachedFile> = { state: "ready" }): void {
        const kept = this.find(name);
        Object.assign(kept.view, more);
        if (kept.view.state === "ready" && kept.view.kind === "picture") {
            Object.assign(kept.view, sizeOf(kept.bytes));
        }
        this.event("file.changed", { chat: this.chat(), seq: kept.seq, file: kept.view });
    }

    get({ file }: { file: string }): object {
        const kept = this.all.find((one) => one.view.id === file);
        if (!kept) return {};
        const url = `/api/v1/files/${file}?sig=${Date.now()}`;
        const picture = kept.view.kind === "picture" && { small_url: `${url}&small` };
        return { file: kept.view, ...(kept.view.state === "ready" && { url, ...picture }) };
    }

    async http(
        method: string,
        params: never,
        request: IncomingMessage,
        response: ServerResponse,
    ): Promise<void> {
        const answer = (status: number, body: object) =>
            response
                .writeHead(status, { "content-type": "application/json" })
                .end(JSON.stringify(body));
        if (request.headers.authorization !== "Bearer token_1") {
            answer(401, { status: 401, code: "unauthenticated", title: "", detail: "" });
        } else if (method === "file.get") answer(200, this.get(params));
        else if (method === "file.delete") {
            const { file } = params as { file: string };
            this.all = this.all.filter(({ view }) => view.id !== file);
            answer(200, {});
        } else await this.upload(params, request, answer);
    }

    private async upload(
        params: UploadParams,
        request: IncomingMessage,
        answer: (status: number, body: object) => void,
    ): Promise<void> {
        const { client_id, name, size, at, data } = params;
        if (this.down) return void request.socket.destroy();
        if (at > 0) await this.gate;
        this.pieces.push(params);
        let kept = this.all.find((one) => one.client_id === client_id);
        if (!kept) {
            const view = this.put(name, { size, received: 0, state: "uploading" });
            kept = this.all.at(-1)!;
            Object.assign(kept, { client_id, bytes: Buffer.alloc(0), view });
        }
        const { view } = kept;
        if (at === view.received) {
            kept.bytes = Buffer.concat([kept.bytes, Buffer.from(data, "base64")]);
            view.received = kept.bytes.length;
            if (view.received === size) view.state = "checking";
        }
        if (this.cuts > 0) {
            this.cuts--;
            return void request.socket.destroy();
        }
        answer(200, { file: view });
        if (view.state === "checking" && this.verdict) this.decide(name, this.verdict);
    }

    /** GET of an address that file.get gave. */
    serve(path: string, response: ServerResponse): void {
        const kept = this.all.find((one) => path.endsWith(one.view.id));
        if (kept?.view.state !== "ready") return void response.writeHead(404).end();
        const picture = kept.view.kind === "picture";
        response.writeHead(200, {
            "content-type": picture ? "image/png" : "application/octet-stream",
            "content-disposition": picture ? "inline" : "attachment",
            "x-content-type-options": "nosniff",
        });
        response.end(kept.bytes);
    }
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
    const png = Buffer.from(bytes);
    if (png.toString("latin1", 1, 4) !== "PNG") return undefined;
    return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

/** A picture of a soft sky over a field, so that one sees where it is cut off. */
export function png(width: number, height: number): Buffer {
    const rows = Buffer.alloc((width * 3 + 1) * height);
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const at = y * (width * 3 + 1) + 1 + x * 3;
            const field = y > height * 0.6 + Math.sin(x / 40) * height * 0.04;
            rows[at] = field ? 70 : 120 + (y * 100) / height;
            rows[at + 1] = field ? 130 - (y * 40) / height : 170 + (y * 50) / height;
            rows[at + 2] = field ? 60 : 230;
        }
    }
    const chunk = (type: string, data: Buffer) => {
        const body = Buffer.concat([Buffer.from(type), data]);
        const out = Buffer.alloc(body.length + 8);
        out.writeUInt32BE(data.length, 0);
        body.copy(out, 4);
        out.writeUInt32BE(crc32(body), body.length + 4);
        return out;
    };
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([8, 2, 0, 0, 0], 8);
    return Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
        chunk("IHDR", header),
        chunk("IDAT", deflateSync(rows)),
        chunk("IEND", Buffer.alloc(0)),
    ]);
}
