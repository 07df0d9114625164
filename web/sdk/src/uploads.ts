// The files of one chat's composer on their way to the server, in pieces, one after the other.
//
//   const uploads = createUploads({ chat: id, allowed: () => chat.files, post });
//   uploads.add(files)        takes what may be taken and says, file by file, why not of the rest;
//                             nothing of those is sent
//   uploads.subscribe, .getSnapshot   a Store of Upload[], in the order of choosing
//   uploads.busy, .ids        whether some file is on its way; what may be posted now
//   uploads.retry, .remove(key)
//   uploads.news(file)        what file.changed tells; also asked for while a file is looked at
//   uploads.sent(ids)         these are in a message now: they leave
//   uploads.close()
//
// `post` is http.ts's, with a bearer token for customers; over a socket no piece would fit.
//
// INVARIANT 1: a piece begins where the server says that it has all before (`received`).
// INVARIANT 2: one piece is on its way at a time.
// INVARIANT 3: getSnapshot answers the same list until something changed.
import { backoffMs } from "./backoff.ts";
import type { AttachedFile, FilesAllowed, Operations, Problem } from "./generated.ts";
import { asProblem, localProblem } from "./problem.ts";
import { handlers, type Store } from "./store.ts";

export interface Upload {
    /** The client_id; another one where a file begins anew. */
    readonly key: string;
    readonly name: string;
    /** Bytes. */
    readonly size: number;
    /** Bytes that the server has. */
    readonly received: number;
    /** "waiting": for its turn, or for the connection. */
    readonly state: "waiting" | "uploading" | "checking" | "ready" | "refused" | "failed";
    /** As the server has it, once it has some. */
    readonly file?: AttachedFile;
    /** Of a failed one. */
    readonly problem?: Problem;
    /** Whether a failed one may be tried again. */
    readonly again?: boolean;
    /** What the person chose, for a picture of it. */
    readonly chosen: File;
}

/** Files that are not taken at all, and the rule each breaks. */
export interface Refusal {
    readonly name: string;
    /**
     * "off": no files here; "count": more than `most`; "size": larger than `bytes` by itself;
     * "total": with the others; "extension": this kind; "empty".
     */
    readonly why: "off" | "count" | "size" | "total" | "extension" | "empty";
}

export type FilePost = <Op extends "file.upload" | "file.get" | "file.delete">(
    op: Op,
    params: Operations[Op]["params"],
    options: { signal: AbortSignal },
) => Promise<Operations[Op]["result"]>;

export interface UploadsOptions {
    chat: string;
    /** Chat.files as it is now. */
    allowed: () => FilesAllowed | undefined;
    post: FilePost;
}

export interface Uploads extends Store<readonly Upload[]> {
    readonly busy: boolean;
    readonly ids: readonly string[];
    add(files: readonly File[]): readonly Refusal[];
    retry(key: string): void;
    remove(key: string): void;
    news(file: AttachedFile): void;
    sent(ids: readonly string[]): void;
    close(): void;
}

const piece_bytes = 262_144;
/** Long enough for a piece over 50 kbit/s. */
const answer_ms = 60_000;
/** How often in a row a piece may get lost (some 15 s in all) before the person is asked. */
const attempts_max = 6;
/** What a server that has too much to do may ask for before the person is told. */
const busy_ms_max = 30_000;
/** An event may be missed. */
const look_again_ms = 3_000;
/** Refusals that another attempt may not meet. */
const passing = new Set(["unavailable", "overloaded", "timeout", "disconnected"]);
const for_good = new Set(["invalid", "too_large", "forbidden", "not_found", "chat_ended"]);

const mega = 1_048_576;
/** The most that files of a message may have, as people say it. */
export const megabytes = (bytes: number): number => Math.round((bytes / mega) * 10) / 10;

/** What follows the last dot, in small letters. */
export const extensionOf = (name: string): string =>
    (/\.([^.]+)$/.exec(name)?.[1] ?? "").toLowerCase();

/** Standard alphabet, padded. */
export function base64(bytes: Uint8Array): string {
    const step = 0x8000; // arguments that a call takes in every browser
    let text = "";
    for (let i = 0; i < bytes.length; i += step) {
        text += String.fromCharCode(...bytes.subarray(i, i + step));
    }
    return btoa(text);
}

const onItsWay = ({ state }: Upload) => state === "waiting" || state === "uploading";
const counts = ({ state }: Upload) => state !== "refused" && state !== "failed";

export function createUploads({ chat, allowed, post }: UploadsOptions): Uploads {
    const changes = handlers<[]>();
    let list: readonly Upload[] = [];
    let running: string | undefined; // the key of the file whose pieces are sent
    /** Removed while a piece is on its way: dropped once its answer says what it is called. */
    const unwanted = new Set<string>();
    /** Told before the answer that names the file. */
    const early = new Map<string, AttachedFile>();
    let closed = false;
    let wake: (() => void) | undefined; // ends a pause at once
    let look_timer: ReturnType<typeof setTimeout> | undefined;

    const asked = () => ({ signal: AbortSignal.timeout(answer_ms) });
    const find = (key: string) => list.find((one) => one.key === key);

    function become(next: readonly Upload[]): void {
        if (closed) return;
        list = next;
        changes.emit();
    }

    function change(key: string, what: Partial<Upload>): void {
        become(list.map((one) => (one.key === key ? { ...one, ...what } : one)));
    }

    // ---- what is taken --------------------------------------------------------------------------

    function check(file: File, rules: FilesAllowed | undefined): Refusal["why"] | undefined {
        if (!rules) return "off";
        if (!rules.extensions.includes(extensionOf(file.name))) return "extension";
        if (!file.size) return "empty";
        if (file.size > rules.bytes) return "size";
        const others = list.filter(counts);
        if (others.length >= rules.most) return "count";
        const bytes = others.reduce((sum, one) => sum + one.size, file.size);
        if (bytes > rules.bytes) return "total";
    }

    function add(files: readonly File[]): readonly Refusal[] {
        const refused: Refusal[] = [];
        for (const file of files) {
            const why = check(file, allowed());
            if (why) refused.push({ name: file.name, why });
            else list = [...list, begin(file)];
        }
        become(list);
        void run();
        return refused;
    }

    function begin(chosen: File): Upload {
        const { name, size } = chosen;
        return { key: crypto.randomUUID(), name, size, received: 0, state: "waiting", chosen };
    }

    // ---- pieces ---------------------------------------------------------------------------------

    async function pieceOf({ chosen, received }: Upload): Promise<string> {
        try {
            const piece = chosen.slice(received, received + piece_bytes);
            return base64(new Uint8Array(await piece.arrayBuffer()));
        } catch {
            throw localProblem("unreadable"); // changed or gone since it was chosen
        }
    }

    /** One piece; answers the file as the server has it. */
    async function send(upload: Upload): Promise<AttachedFile> {
        const { key, name, size, received } = upload;
        const data = await pieceOf(upload);
        const params = { chat, client_id: key, name, size, at: received, data };
        return (await post("file.upload", params, asked())).file;
    }

    /** All pieces of one file, until it is there, has failed or is removed. */
    async function sendAll(key: string): Promise<void> {
        let lost = 0; // pieces in a row that brought nothing on
        let id: string | undefined;
        for (let upload = find(key); upload && onItsWay(upload); upload = find(key)) {
            id = upload.file?.id;
            try {
                const file = await send(upload);
                id = file.id;
                lost = file.received > upload.received ? 0 : lost + 1;
                if (lost === attempts_max) throw localProblem("unavailable");
                learn(key, file);
            } catch (caught) {
                const { problem } = asProblem(caught);
                const { code, retry_ms } = problem;
                const busy = code === "too_many" && retry_ms && retry_ms < busy_ms_max;
                if (!busy && (!passing.has(code) || ++lost >= attempts_max)) {
                    change(key, { state: "failed", problem, again: !for_good.has(code) });
                } else {
                    change(key, { state: "waiting" });
                    await pause(retry_ms ?? backoffMs(lost));
                }
            }
        }
        if (unwanted.delete(key) && id) drop(id);
    }

    function learn(key: string, answered: AttachedFile): void {
        const told = answered.state === "uploading" ? undefined : early.get(answered.id);
        const file = told ?? answered;
        change(key, { state: file.state, received: file.received, file });
        if (file.state === "checking") lookAgain();
    }

    async function run(): Promise<void> {
        if (running) return;
        for (let next = list.find(onItsWay); next; next = list.find(onItsWay)) {
            running = next.key;
            change(next.key, { state: "uploading" });
            await sendAll(next.key);
        }
        running = undefined;
        early.clear();
    }

    function pause(ms: number): Promise<void> {
        return new Promise((resolve) => {
            const timer = setTimeout(resolve, ms);
            wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }

    /** Back online: what is on its way goes on, and what failed for want of a connection. */
    function online(): void {
        wake?.();
        for (const { key, problem } of list) if (problem?.code === "unavailable") retry(key);
    }

    // ---- afterwards -----------------------------------------------------------------------------

    function lookAgain(): void {
        clearTimeout(look_timer);
        look_timer = setTimeout(async () => {
            for (const { key, file } of list.filter(({ state }) => state === "checking")) {
                await post("file.get", { file: file!.id }, asked()).then(
                    (answer) => news(answer.file),
                    (caught) => {
                        const { problem } = asProblem(caught);
                        const state = "failed";
                        if (for_good.has(problem.code)) change(key, { state, problem });
                    },
                );
            }
            if (!closed && list.some(({ state }) => state === "checking")) lookAgain();
        }, look_again_ms);
    }

    function news(file: AttachedFile): void {
        const upload = list.find((one) => one.file?.id === file.id);
        if (upload && !onItsWay(upload)) change(upload.key, { state: file.state, file });
        else if (running) early.set(file.id, file);
    }

    function retry(key: string): void {
        const upload = find(key);
        if (upload?.state !== "failed" || !upload.again) return;
        // Known to the server as another file: begins anew.
        const anew = upload.problem?.code === "conflict";
        change(key, {
            state: "waiting",
            problem: undefined,
            ...(anew && { file: undefined, ...begin(upload.chosen) }),
        });
        void run();
    }

    /** The server drops by itself what nobody posts; this is sooner. */
    function drop(id: string): void {
        post("file.delete", { file: id }, asked()).catch(() => undefined);
    }

    function remove(key: string): void {
        const upload = find(key);
        become(list.filter((one) => one !== upload));
        // A piece on its way is answered first, and may be what makes the file.
        if (running === key) {
            unwanted.add(key);
            wake?.();
        } else if (upload?.file) drop(upload.file.id);
    }

    function close(): void {
        closed = true;
        list = [];
        if (running) unwanted.add(running);
        wake?.();
        clearTimeout(look_timer);
        removeEventListener("online", online);
    }

    addEventListener("online", online);

    return {
        subscribe: (listener) => changes.add(listener),
        getSnapshot: () => list,
        get busy() {
            return list.some(onItsWay);
        },
        get ids() {
            const there = list.filter(({ state }) => state === "checking" || state === "ready");
            return there.map(({ file }) => file!.id);
        },
        add,
        retry,
        remove,
        news,
        sent: (ids) => become(list.filter(({ file }) => !file || !ids.includes(file.id))),
        close,
    };
}
