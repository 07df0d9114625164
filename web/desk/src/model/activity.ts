// Tells the server that somebody is at the desk, where it would sign out who does nothing (S31).
import { asProblem } from "@parley/sdk";
import type { Desk } from "./desk.ts";

const every_ms = 60_000;

/** Gives the function that ends it. */
export function startActivity(desk: Desk): () => void {
    let told = Number.NEGATIVE_INFINITY;

    function touch(): void {
        const now = performance.now();
        if (now - told < every_ms) return;
        if (!(Number(desk.state.getSnapshot().switches.inactivity_min) > 0)) return;
        told = now;
        desk.client.call("presence.touch", {}).catch((caught) => {
            // What comes next tells it again.
            if (asProblem(caught).code === "disconnected") told = Number.NEGATIVE_INFINITY;
        });
    }

    const types = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
    for (const type of types) addEventListener(type, touch, { capture: true, passive: true });
    return () => {
        for (const type of types) removeEventListener(type, touch, { capture: true });
    };
}
