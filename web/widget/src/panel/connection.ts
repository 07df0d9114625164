// What the banner says about the connection: nothing on short blips, an offer to retry on long
// ones.
import type { Client } from "@parley/sdk";

export type Connection = "" | "lost" | "lost_long" | "back" | "stopped";

const banner_ms = 2_000;
const retry_ms = 10_000;
const back_ms = 2_000;

/** Tells each change; begins with "". */
export function watchConnection(client: Client, tell: (connection: Connection) => void): void {
    let now: Connection = "";
    let away = false;
    let timers: ReturnType<typeof setTimeout>[] = [];

    function become(next: Connection): void {
        if (now === next) return;
        now = next;
        tell(next);
    }

    function hear(): void {
        const { state } = client.status;
        const is_away = state === "connecting" || state === "waiting";
        if (is_away && away) return;
        away = is_away;
        for (const timer of timers) clearTimeout(timer);
        const later = (ms: number, next: Connection) => setTimeout(() => become(next), ms);
        if (is_away) timers = [later(banner_ms, "lost"), later(retry_ms, "lost_long")];
        else if (state === "stopped") become("stopped");
        else if (now) {
            become("back");
            timers = [later(back_ms, "")];
        }
    }
    client.onState(hear);
    hear();
}
