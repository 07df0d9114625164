// An open chat of many messages, long and short, that went on for days.
import type { FakeServer } from "./fake_server.ts";

/** `read`: up to here the agent has read it. */
export function longChat(server: FakeServer, count: number, read = count): void {
    const texts = Array.from(
        { length: count - 1 },
        (_, i) => `${i % 3 ? "<" : ">"}Message ${i + 2} ${"word ".repeat((i * 7) % 40)}`,
    );
    const times = { started_s: 50 * count, waits_s: 5 };
    server.addChat({ id: "chat_long", name: "Lo Ng", texts, ...times, read: { agent: read } });
}
