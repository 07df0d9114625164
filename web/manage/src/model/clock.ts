// One clock for all times that are shown: the server's, whole seconds turning over together.
import type { Client, Store } from "@parley/sdk";
import { createValue } from "@parley/ui/console/value.ts";

const second_ms = 1_000;

export function createClock(client: Client): Store<number> & { close(): void } {
    const value = createValue(client.serverNow());
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
        const now = client.serverNow();
        value.set(now);
        timer = setTimeout(tick, second_ms - (now % second_ms));
    };
    tick();
    return {
        subscribe: value.subscribe,
        getSnapshot: value.getSnapshot,
        close: () => clearTimeout(timer),
    };
}
