// Reads /metrics as Prometheus does: strictly, so that what it could not read fails the test.

import { soon } from "./client.ts";
import type { Server } from "./server.ts";

export class Figures {
    readonly types = new Map<string, string>();
    readonly values = new Map<string, number>();

    constructor(readonly text: string) {
        for (const line of text.split("\n")) {
            if (line === "") continue;
            const type = line.match(/^# TYPE (\w+) (counter|gauge|histogram)$/);
            if (type !== null) this.types.set(type[1] as string, type[2] as string);
            else if (!/^# HELP \w+ \S/.test(line)) this.#sample(line);
        }
    }

    /** The sum over all samples of the name whose labels contain these. */
    get(name: string, labels: Record<string, string> = {}): number {
        const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
        let sum = 0;
        for (const [series, value] of this.values) {
            if (series.split("{")[0] !== name) continue;
            if (wanted.every((one) => series.includes(one))) sum += value;
        }
        return sum;
    }

    has(name: string): boolean {
        return [...this.values.keys()].some((one) => one.split("{")[0] === name);
    }

    #sample(line: string): void {
        const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\.)*"`;
        const sample = new RegExp(String.raw`^(parley_\w+)(\{${label}(?:,${label})*\})? (\S+)$`);
        const [, name, labels = "", text] = line.match(sample) ?? [];
        const value = text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text);
        if (name === undefined || Number.isNaN(value)) throw new Error(`unreadable: ${line}`);
        const family = name.replace(/_(bucket|sum|count)$/, "");
        if (!this.types.has(name) && this.types.get(family) !== "histogram") {
            throw new Error(`no type: ${line}`);
        }
        if (this.values.has(name + labels)) throw new Error(`twice: ${line}`);
        this.values.set(name + labels, value);
    }
}

export async function figures(server: Server): Promise<Figures> {
    const answer = await fetch(`${server.url}/metrics`);
    if (answer.status !== 200) throw new Error(`/metrics: ${answer.status}`);
    return new Figures(await answer.text());
}

/** Asks until `ready` holds; for what another thread, node or the network brings about. */
export function eventually<T>(
    ask: () => Promise<T>,
    ready: (value: T) => boolean,
    what: string,
    ms = 20_000,
): Promise<T> {
    let given_up = false;
    const asking = (async () => {
        for (;;) {
            const value = await ask();
            if (ready(value) || given_up) return value;
            await new Promise((resolve) => setTimeout(resolve, 50)); // between two looks
        }
    })();
    return soon(asking, what, ms).finally(() => {
        given_up = true;
    });
}

export async function readiness(server: Server): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${server.url}/readyz`, { signal: AbortSignal.timeout(10_000) });
    return { status: answer.status, text: await answer.text() };
}
