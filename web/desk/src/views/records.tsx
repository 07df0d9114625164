// Records that are asked for (ended chats, queues, all chats); what is live is in the desk's state.
// Kept out of the
// first load: both users of it are lazy.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useApp } from "../context.tsx";
import type { Desk } from "../model/desk.ts";

/** One cache for the life of a desk. */
const caches = new WeakMap<Desk, QueryClient>();

export function Records({ children }: { children: ReactNode }) {
    const { desk } = useApp();
    let cache = caches.get(desk);
    if (!cache) {
        const made = new QueryClient();
        desk.client.on("setup.changed", () => void made.invalidateQueries());
        caches.set(desk, made);
        cache = made;
    }
    return <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
}
