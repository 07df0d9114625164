// TCP without any library in between: for requests and frames that no client would send.

import { randomBytes } from "node:crypto";
import { connect, type Socket as TcpSocket } from "node:net";
import { soon } from "./client.ts";
import type { Server } from "./server.ts";

export type RawAnswer = { status: number; headers: Map<string, string>; body: string; all: string };

export class Tcp {
    #socket: TcpSocket;
    #bytes = Buffer.alloc(0);
    #ended = false;
    #watchers = new Set<() => void>();
    /** Resolves when the server has closed its side. */
    readonly ended: Promise<void>;

    private constructor(socket: TcpSocket) {
        this.#socket = socket;
        this.ended = new Promise((resolve) => {
            const end = () => {
                this.#ended = true;
                resolve();
                this.#wake();
            };
            socket.on("end", end);
            socket.on("close", end);
            socket.on("error", end); // a reset is an end, too
        });
        socket.on("data", (chunk) => {
            this.#bytes = Buffer.concat([this.#bytes, chunk]);
            this.#wake();
        });
    }

    static open(server: Server): Promise<Tcp> {
        return new Promise((resolve, reject) => {
            const socket = connect({ port: server.port, host: "127.0.0.1", noDelay: true });
            socket.once("error", reject);
            socket.once("connect", () => {
                socket.off("error", reject);
                resolve(new Tcp(socket));
            });
        });
    }

    write(bytes: string | Uint8Array): void {
        if (!this.#socket.destroyed) this.#socket.write(bytes);
    }

    /** Stops reading: the kernel's buffers fill up, then the server's. */
    pause(): void {
        this.#socket.pause();
    }

    resume(): void {
        this.#socket.resume();
    }

    destroy(): void {
        this.#socket.destroy();
    }

    /** Goes without a word, and without what is still on its way. */
    reset(): void {
        this.#socket.resetAndDestroy();
    }

    /** What `find` makes of the bytes so far, as soon as it makes something of them. */
    until<T>(find: (bytes: Buffer) => { value: T; used: number } | undefined): Promise<T> {
        return soon(
            new Promise<T>((resolve, reject) => {
                const look = () => {
                    const found = find(this.#bytes);
                    if (found === undefined && !this.#ended) return;
                    this.#watchers.delete(look);
                    if (found === undefined) {
                        reject(new Error(`ended after ${this.#bytes.length} bytes`));
                        return;
                    }
                    this.#bytes = this.#bytes.subarray(found.used);
                    resolve(found.value);
                };
                this.#watchers.add(look);
                look();
            }),
            "bytes from the server",
        );
    }

    /** One whole HTTP answer. */
    answer(): Promise<RawAnswer> {
        return this.until((bytes) => {
            const head_end = bytes.indexOf("\r\n\r\n");
            if (head_end < 0) return undefined;
            const [first = "", ...lines] = bytes
                .subarray(0, head_end)
                .toString("latin1")
                .split("\r\n");
            const headers = new Map<string, string>();
            for (const line of lines) {
                const colon = line.indexOf(":");
                headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
            }
            const length = Number(headers.get("content-length") ?? 0);
            const used = head_end + 4 + length;
            if (bytes.length < used) return undefined;
            return {
                value: {
                    status: Number(first.split(" ")[1]),
                    headers,
                    body: bytes.subarray(head_end + 4, used).toString("utf8"),
                    all: bytes.toString("latin1"),
                },
                used,
            };
        });
    }

    #wake(): void {
        for (const look of [...this.#watchers]) look();
    }
}

/** Sends bytes on a new connection; gives the answer and whether the server closed after it. */
export async function exchange(
    server: Server,
    bytes: string | Uint8Array,
): Promise<RawAnswer & { closed: () => Promise<void> }> {
    const tcp = await Tcp.open(server);
    tcp.write(bytes);
    const answer = await tcp.answer();
    return { ...answer, closed: () => soon(tcp.ended, "the end of the connection") };
}

/** A POST whose head lines are given as they are; Host is set. */
export function request(server: Server, lines: string[], body = "", path = "/api/v1/auth.me") {
    const head = [`POST ${path} HTTP/1.1`, `Host: 127.0.0.1:${server.port}`, ...lines];
    return `${head.join("\r\n")}\r\n\r\n${body}`;
}

export const opcode = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

export type FrameOptions = {
    opcode?: number;
    fin?: boolean;
    rsv?: number;
    masked?: boolean;
    /** The length that the head names, where it is not the payload's. */
    length?: bigint;
};

/** One WebSocket frame as a client sends it, or as none should. */
export function frame(payload: string | Uint8Array, options: FrameOptions = {}): Buffer {
    const body = Buffer.from(payload as Uint8Array);
    const length = options.length ?? BigInt(body.length);
    const masked = options.masked ?? true;
    const head = Buffer.alloc(length < 126n ? 2 : length < 65536n ? 4 : 10);
    head[0] =
        ((options.fin ?? true) ? 0x80 : 0) |
        ((options.rsv ?? 0) << 4) |
        (options.opcode ?? opcode.text);
    const mask_bit = masked ? 0x80 : 0;
    if (length < 126n) {
        head[1] = mask_bit | Number(length);
    } else if (length < 65536n) {
        head[1] = mask_bit | 126;
        head.writeUInt16BE(Number(length), 2);
    } else {
        head[1] = mask_bit | 127;
        head.writeBigUInt64BE(length, 2);
    }
    if (!masked) return Buffer.concat([head, body]);
    const mask = randomBytes(4);
    const hidden = body.map((byte, i) => byte ^ (mask[i % 4] as number));
    return Buffer.concat([head, mask, hidden]);
}

export function upgrade_lines(): string[] {
    return [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
        "Sec-WebSocket-Protocol: parley.v1",
    ];
}

export function upgrade_request(server: Server, lines: string[]): string {
    const head = ["GET /api/v1/socket HTTP/1.1", `Host: 127.0.0.1:${server.port}`, ...lines];
    return `${head.join("\r\n")}\r\n\r\n`;
}

/** An upgraded WebSocket on bare TCP. */
export class RawSocket {
    private constructor(readonly tcp: Tcp) {}

    static async open(server: Server, extra: string[] = []): Promise<RawSocket> {
        const tcp = await Tcp.open(server);
        tcp.write(upgrade_request(server, [...upgrade_lines(), ...extra]));
        const answer = await tcp.answer();
        if (answer.status !== 101) throw new Error(`not upgraded: ${answer.status}`);
        return new RawSocket(tcp);
    }

    /** An upgraded socket on which session.open has been answered. */
    static async signed_in(server: Server, token: string): Promise<RawSocket> {
        const socket = await RawSocket.open(server);
        socket.say({ jsonrpc: "2.0", id: 0, method: "session.open", params: { token } });
        await socket.next();
        return socket;
    }

    write(...frames: Uint8Array[]): void {
        this.tcp.write(Buffer.concat(frames));
    }

    say(value: unknown): void {
        this.write(frame(JSON.stringify(value)));
    }

    /** The next frame of the server. */
    next(): Promise<{ opcode: number; payload: Buffer }> {
        return this.tcp.until((bytes) => {
            if (bytes.length < 2) return undefined;
            let length = (bytes[1] as number) & 0x7f;
            let head = 2;
            if (length === 126) {
                if (bytes.length < 4) return undefined;
                length = bytes.readUInt16BE(2);
                head = 4;
            } else if (length === 127) {
                if (bytes.length < 10) return undefined;
                length = Number(bytes.readBigUInt64BE(2));
                head = 10;
            }
            if (bytes.length < head + length) return undefined;
            return {
                value: {
                    opcode: (bytes[0] as number) & 0x0f,
                    payload: Buffer.from(bytes.subarray(head, head + length)),
                },
                used: head + length,
            };
        });
    }

    /** The close frame, whatever comes before it. */
    async close_frame(): Promise<{ code: number; reason: string }> {
        for (;;) {
            const { opcode: kind, payload } = await this.next();
            if (kind !== opcode.close) continue;
            return {
                code: payload.length < 2 ? 1005 : payload.readUInt16BE(0),
                reason: payload.subarray(2).toString("utf8"),
            };
        }
    }
}
