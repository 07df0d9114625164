// When to try again, and which close codes mean that trying again is pointless (protocol.md "Close
// codes").

const base_ms = 500;
const max_ms = 30_000;
/** A connection that held this long starts the next back-off from the beginning. */
export const healthy_ms = 60_000;
/** From here on the server has said no for good. */
export const terminal_code_min = 4500;

/** Full jitter: anything between 0 and 0.5 s * 2^attempt, at most 30 s. */
export function backoffMs(attempt: number): number {
    return Math.random() * Math.min(max_ms, base_ms * 2 ** attempt);
}

/** What the server asks for in a close reason such as "draining;retry_ms=1500". */
export function retryMsOf(reason: string): number | undefined {
    const found = /(?:^|;)retry_ms=(\d+)/.exec(reason);
    return found ? Number(found[1]) : undefined;
}
