// What every part of the administration can reach, and the hooks that read it.
import type { Operations, UserAccount } from "@parley/sdk";
import type { Router } from "@parley/ui/console/router.ts";
import type { Settings } from "@parley/ui/console/settings.ts";
import type { Toasts } from "@parley/ui/console/toasts.ts";
import type { Value } from "@parley/ui/console/value.ts";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import type { Admin } from "./model/admin.ts";

export interface App {
    admin: Admin;
    router: Router;
    settings: Value<Settings>;
    toasts: Toasts;
}

const AppContext = createContext<App | undefined>(undefined);
export const AppProvider = AppContext.Provider;

export function useApp(): App {
    return use(AppContext)!;
}

/** Whether what is set up may be changed, too: an auditor only reads it. */
const MayManageContext = createContext(false);
export const MayManage = MayManageContext.Provider;
export const useMayManage = () => use(MayManageContext);

/** What of all this somebody sees, and which contents they write. */
export interface Reach {
    sees_all: boolean;
    defines_canned: boolean;
    writes_articles: boolean;
}
const ReachContext = createContext<Reach>({
    sees_all: false,
    defines_canned: false,
    writes_articles: false,
});
export const ReachProvider = ReachContext.Provider;
export const useReach = () => use(ReachContext);

/** Operations that take no parameters, asked again whenever something is set up differently. */
type Lists = {
    [Op in keyof Operations]: Record<string, never> extends Operations[Op]["params"] ? Op : never;
}[keyof Operations];

export function useRecords<Op extends Lists>(
    op: Op,
): UseQueryResult<Operations[Op]["result"], Error> {
    const { admin } = useApp();
    return useQuery({ queryKey: [op], queryFn: () => admin.client.call(op, {} as never) });
}

/** Who takes chats: what nobody else has says so, whatever the role is called. */
export const isAgent = (user: UserAccount) => user.capacity !== undefined;

/** Everybody, from all pages of the list. */
export function useUsers() {
    const { admin } = useApp();
    return useQuery({ queryKey: ["users"], queryFn: admin.allUsers });
}
