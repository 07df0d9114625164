// What was said in a chat, saved as a file (C11, E44): the server's words, part by part.
import type { Client } from "@parley/sdk";
import { download } from "./download.ts";

export async function saveTranscript(
    { call }: Pick<Client, "call">,
    chat: string,
    german: boolean,
): Promise<void> {
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    const parts: string[] = [];
    let name = "";
    let after_seq: number | undefined = 0;
    while (after_seq !== undefined) {
        const part: Awaited<ReturnType<typeof call<"chat.transcript">>> = await call(
            "chat.transcript",
            { chat, language: german ? "de" : "en", zone, after_seq },
        );
        name = part.file_name;
        parts.push(part.text);
        after_seq = part.next;
    }
    download(name, parts.join(""), "text/plain");
}
