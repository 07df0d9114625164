// What every part of the manager's room can reach, and the hooks that read it.
import type { Operations, Right, Store, User } from "@parley/sdk";
import type { Announcer } from "@parley/ui";
import type { Connection } from "@parley/ui/console/connection.ts";
import { useStore } from "@parley/ui/console/hooks.ts";
import type { Router } from "@parley/ui/console/router.ts";
import type { Settings } from "@parley/ui/console/settings.ts";
import type { Toasts } from "@parley/ui/console/toasts.ts";
import type { Value } from "@parley/ui/console/value.ts";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";

export interface App extends Connection {
    user: User;
    announcer: Announcer;
    /** Server time in ms, anew each second. */
    clock: Store<number>;
    router: Router;
    settings: Value<Settings>;
    toasts: Toasts;
}

const AppContext = createContext<App | undefined>(undefined);
export const AppProvider = AppContext.Provider;

export function useApp(): App {
    return use(AppContext)!;
}

export function useMay(): (right: Right) => boolean {
    const rights: readonly string[] = useApp().user.rights;
    return (right) => rights.includes(right);
}

/** Operations that take no parameters, asked again whenever something is set up differently. */
type Lists = {
    [Op in keyof Operations]: Record<string, never> extends Operations[Op]["params"] ? Op : never;
}[keyof Operations];

export function useRecords<Op extends Lists>(
    op: Op,
    enabled = true,
): UseQueryResult<Operations[Op]["result"], Error> {
    const { client } = useApp();
    return useQuery({ queryKey: [op], queryFn: () => client.call(op, {} as never), enabled });
}

/** Server time, anew each second; whoever shows a time hears of the same tick. */
export function useNow(): number {
    return useStore(useApp().clock);
}
