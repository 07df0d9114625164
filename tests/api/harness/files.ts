// Attaching files, as programs do.

import { crc32, deflateSync } from "node:zlib";
import type { AttachedFile } from "../../../web/sdk/src/generated.ts";
import { type Client, found_soon, uuid } from "./client.ts";

export const piece_max = 262_144;

export function bytes_of(content: string | Uint8Array): Buffer {
    return typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
}

/** Uploads all of it, each piece from where the server says. */
export async function upload(
    who: Client,
    chat: string,
    name: string,
    content: string | Uint8Array,
) {
    const bytes = bytes_of(content);
    const same = { chat, client_id: uuid(), name, size: bytes.length };
    let at = 0;
    for (;;) {
        const data = bytes.subarray(at, at + piece_max).toString("base64");
        const { file } = await who.call("file.upload", { ...same, at, data });
        at = file.received;
        if (file.state !== "uploading") return file;
    }
}

/** What became of it once somebody has looked into it. */
export function settled(who: Client, id: string): Promise<AttachedFile> {
    return found_soon(async () => {
        const { file } = await who.call("file.get", { file: id });
        return file.state === "checking" ? undefined : file;
    });
}

export async function attached(
    who: Client,
    chat: string,
    name: string,
    content: string | Uint8Array,
) {
    const { id } = await upload(who, chat, name, content);
    const file = await settled(who, id);
    const posted = { chat, client_id: uuid(), files: [id] };
    const { message } = await who.call("message.post", posted);
    return { file, message };
}

/** A picture of one colour. */
export function png(width: number, height: number): Buffer {
    const chunk = (kind: string, data: Buffer) => {
        const body = Buffer.concat([Buffer.from(kind), data]);
        const around = Buffer.alloc(8);
        around.writeUInt32BE(data.length, 0);
        around.writeUInt32BE(crc32(body), 4);
        return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    const rows = Buffer.alloc((width * 3 + 1) * height, 0x40);
    for (let y = 0; y < height; y++) rows[y * (width * 3 + 1)] = 0;
    const said = Buffer.from("Comment\0canary of the camera");
    return Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk("IHDR", head),
        chunk("tEXt", said),
        chunk("IDAT", deflateSync(rows)),
        chunk("IEND", Buffer.alloc(0)),
    ]);
}
