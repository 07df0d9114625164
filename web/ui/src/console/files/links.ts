// Where files may be fetched: asked for when one is needed, and again once that is no longer good.
import type { AttachedFile, Client, Operations } from "@parley/sdk";

type Got = Operations["file.get"]["result"];

/** Less than the five minutes that the server gives, for what is on its way. */
const good_ms = 4 * 60_000;

const known = new WeakMap<Client, Map<string, { until: number; got: Promise<Got> }>>();

/** `anew`: an address of this moment, whatever was given before. */
export function linksOf(client: Client, { id }: AttachedFile, anew = false): Promise<Got> {
    const all = known.get(client) ?? new Map();
    known.set(client, all);
    const now = Date.now();
    const before = all.get(id);
    if (before && !anew && before.until > now) return before.got;
    const got = client.call("file.get", { file: id });
    all.set(id, { until: now + good_ms, got });
    got.then(
        ({ url }) => {
            if (!url) all.delete(id);
        },
        () => all.delete(id),
    );
    return got;
}

/** To the reader's disk. */
export async function fetchFile(client: Client, file: AttachedFile): Promise<void> {
    const { url } = await linksOf(client, file, true);
    // What became of it since is told by an event, and stands in its row.
    if (!url) return;
    const link = document.createElement("a");
    link.href = url;
    link.download = file.name;
    link.click();
}
