// What every part of the manager's room can reach, and the hooks that read it.
import type { Operations, Right, User } from "@parley/sdk";
import { useServerNow } from "@parley/ui/console/chat/face.tsx";
import type { Connection } from "@parley/ui/console/connection.ts";
import type { Router } from "@parley/ui/console/router.ts";
import type { Settings } from "@parley/ui/console/settings.ts";
import type { Toasts } from "@parley/ui/console/toasts.ts";
import type { Value } from "@parley/ui/console/value.ts";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";

export interface App extends Connection {
    user: User;
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
    const { rights } = useApp().user;
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

/** Server time, anew every `every_ms`; whole seconds turn over together. */
export function useNow(every_ms = 1_000): number {
    return useServerNow(useApp().client, every_ms);
}
