import { expect, test, vi } from "vitest";
import { connectStaff } from "./staff_client.ts";

test("what is too long for a frame goes by HTTP", async () => {
    const sockets: object[] = [];
    vi.stubGlobal(
        "WebSocket",
        class {
            readyState = 0;
            constructor() {
                sockets.push(this);
            }
            close(): void {}
        },
    );
    vi.stubGlobal("location", { protocol: "https:", host: "desk.test" });
    const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
    for (const [name, none] of Object.entries(events)) vi.stubGlobal(name, none);
    vi.stubGlobal("document", events);
    const fetched = vi.fn(async (_url: string, _init: RequestInit) => Response.json({ bots: [] }));
    vi.stubGlobal("fetch", fetched);
    const client = connectStaff();
    expect(sockets).toHaveLength(1);
    const greeting = "ä".repeat(70_000);
    await client.call("bot.save", { name: "Robo", greeting } as never);
    expect(fetched).toHaveBeenCalledOnce();
    const [url, init] = fetched.mock.calls[0]!;
    expect(url).toBe("/api/v1/bot.save");
    expect(JSON.parse(init.body as string)).toEqual({ name: "Robo", greeting });
    // Anything else waits for the socket.
    void client.call("bot.list", {}, { timeout: 1 }).catch(() => undefined);
    expect(fetched).toHaveBeenCalledOnce();
    client.close();
});
