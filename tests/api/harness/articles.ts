// Articles as the tests write them.
import { expect } from "vitest";
import type { Client } from "./client.ts";
import type { Server } from "./server.ts";

export const paragraph = (text: string) => ({
    blocks: [{ kind: "paragraph" as const, spans: [{ text }] }],
});

/** What an article is to say, the first time, in English. */
export const writing = (title: string, more: object = {}) => ({
    language: "en" as const,
    version: 0,
    published: true,
    title,
    summary: "",
    sections: [{ heading: "", body: paragraph("What there is to say.") }],
    ...more,
});

/** Somebody searches in the support centre for what is in no article; gives how it is named. */
export async function search_in_vain(server: Server, writer: Client, query: string) {
    await fetch(`${server.url}/en/of/main/search?q=${query}`);
    const missed = async () => (await writer.call("article.misses", {})).items;
    await expect.poll(missed).toMatchObject([{ query }]);
    return { language: "en" as const, query };
}
