// Hooks that every face for staff needs.
import { asProblem, type Client, type Store } from "@parley/sdk";
import { useEffect, useState, useSyncExternalStore } from "react";
import { text } from "./i18n.ts";
import { refusalText } from "./refusals.ts";

export function useStore<T>(store: Store<T>): T {
    return useSyncExternalStore(store.subscribe, store.getSnapshot);
}

export function useMedia(query: string): boolean {
    const [list] = useState(() => matchMedia(query));
    return useSyncExternalStore(
        (listener) => {
            list.addEventListener("change", listener);
            return () => list.removeEventListener("change", listener);
        },
        () => list.matches,
    );
}

/** What is asked once, while something is open; `ask` is the same one each time. */
export function useAnswer<T>(
    client: Client,
    ask: (client: Client) => Promise<T>,
): { found?: T; problem?: string } {
    const [answer, setAnswer] = useState<{ found?: T; problem?: string }>({});
    useEffect(() => {
        let left = false;
        ask(client).then(
            (found) => {
                if (!left) setAnswer({ found });
            },
            (caught) => {
                const problem = refusalText(asProblem(caught).problem, text);
                if (!left) setAnswer({ problem });
            },
        );
        return () => {
            left = true;
        };
    }, [client, ask]);
    return answer;
}
