// What every part of the signed-in desk can reach, and the hooks that read it.
import type { Announcer } from "@parley/ui";
import type { CannedAnswers } from "@parley/ui/console/canned/answers.ts";
import { useServerNow } from "@parley/ui/console/chat/face.tsx";
import type { Watches } from "@parley/ui/console/chat/watches.ts";
import { useMedia, useStore } from "@parley/ui/console/hooks.ts";
import type { Settings } from "@parley/ui/console/settings.ts";
import type { Toasts } from "@parley/ui/console/toasts.ts";
import type { Value } from "@parley/ui/console/value.ts";
import { createContext, use } from "react";
import type { Desk } from "./model/desk.ts";
import type { DeskState } from "./model/desk_state.ts";
import type { Ghosts } from "./model/ghost_drafts.ts";
import type { HelpCalls } from "./model/help_calls.ts";
import { type Targets, targetsOf } from "./model/order.ts";
import type { Route, Router } from "./model/route.ts";
import type { Sharings } from "./model/sharings.ts";
import type { Sounds } from "./model/sound.ts";
import type { Tabs } from "./model/tabs.ts";

export interface App {
    desk: Desk;
    router: Router;
    toasts: Toasts;
    settings: Value<Settings>;
    sounds: Sounds;
    tabs: Tabs;
    announcer: Announcer;
    /** Which dialog is open; one at a time. */
    dialog: Value<DialogState>;
    presence_open: Value<boolean>;
    /** Which chats the list shows. */
    list_tab: Value<ListTab>;
    /** The offer for which a reason to decline is being chosen. */
    declining: Value<string | undefined>;
    /** Panes that are drawers in narrow windows. */
    drawer: Value<"none" | "list" | "side">;
    /** Who has called for help; empty for those who may not watch. */
    help_calls: HelpCalls;
    ghosts: Ghosts;
    /** The screens of customers that are seen here. */
    sharings: Sharings;
    /** Prepared answers, of those who may use them. */
    canned: CannedAnswers | undefined;
    watches: Watches;
    /** What the keys do with the draft that is shown. */
    ghost_keys: Value<{ take: () => void; drop: () => void } | undefined>;
}

export type ListTab = "mine" | "queue" | "ended";

export type DialogState =
    | { name: "none" }
    | { name: "palette" | "help" | "alerts" }
    | { name: "end" | "codes" | "transfer" | "conference" | "call_help" | "mail"; chat: string };

export { useStore };

const AppContext = createContext<App | undefined>(undefined);
export const AppProvider = AppContext.Provider;

export function useApp(): App {
    return use(AppContext)!;
}

export function useDeskState(): DeskState {
    return useStore(useApp().desk.state);
}

export function useRoute(): Route {
    return useStore(useApp().router);
}

/** How soon an answer is due, by queue. */
export function useTargets(): Targets {
    return targetsOf(useDeskState());
}

/** Server time, anew every `every_ms`; whole seconds turn over together. */
export function useNow(every_ms = 1_000): number {
    return useServerNow(useApp().desk.client, every_ms);
}

/** The side panel stands beside the conversation. */
export const useWide = () => useMedia("(width >= 1180px)");
/** The list stands beside the conversation. */
export const useListBeside = () => useMedia("(width >= 900px)");
/** One column: either the list or the conversation. */
export const useOneColumn = () => useMedia("(width < 640px)");
