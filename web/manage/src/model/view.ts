// What somebody has chosen to see, in the address, so that a view can be kept and handed on.
import type { ChatList, ChatState } from "@parley/sdk";
import type { Chosen, PresenceGroup } from "./dashboard.ts";
import { presence_groups } from "./dashboard.ts";

export const windows = [15, 30, 60] as const;
export type WindowMin = (typeof windows)[number];

export interface Sort {
    id: string;
    down: boolean;
}

export interface RoomView extends Chosen {
    window_min: WindowMin;
    /** Only its agents are in their table (A18). */
    at?: string;
    presence?: PresenceGroup;
    search: string;
    queue_sort: Sort;
    agent_sort: Sort;
    /** The chat that is watched. */
    chat?: string;
}

const defaults: RoomView = {
    window_min: 60,
    queues: [],
    teams: [],
    search: "",
    queue_sort: { id: "name", down: false },
    agent_sort: { id: "name", down: false },
};

export function readRoom(query: string): RoomView {
    const params = new URLSearchParams(query);
    const one = (name: string) => params.get(name) || undefined;
    const window_min = windows.find((minutes) => String(minutes) === one("window"));
    const presence = presence_groups.find((group) => group === one("presence"));
    const at = one("at");
    const chat = one("chat");
    return {
        window_min: window_min ?? defaults.window_min,
        queues: params.getAll("queue"),
        teams: params.getAll("team"),
        search: one("q") ?? "",
        queue_sort: readSort(one("queues")) ?? defaults.queue_sort,
        agent_sort: readSort(one("agents")) ?? defaults.agent_sort,
        ...(at && { at }),
        ...(presence && { presence }),
        ...(chat && { chat }),
    };
}

export function writeRoom(view: RoomView): string {
    const params = new URLSearchParams();
    if (view.window_min !== defaults.window_min) params.set("window", String(view.window_min));
    for (const id of view.queues) params.append("queue", id);
    for (const id of view.teams) params.append("team", id);
    if (view.at) params.set("at", view.at);
    if (view.presence) params.set("presence", view.presence);
    if (view.search) params.set("q", view.search);
    const queues = writeSort(view.queue_sort);
    if (queues !== writeSort(defaults.queue_sort)) params.set("queues", queues);
    const agents = writeSort(view.agent_sort);
    if (agents !== writeSort(defaults.agent_sort)) params.set("agents", agents);
    if (view.chat) params.set("chat", view.chat);
    return params.toString();
}

function readSort(word: string | undefined): Sort | undefined {
    if (!word) return undefined;
    const down = word.startsWith("-");
    return { id: down ? word.slice(1) : word, down };
}

const writeSort = ({ id, down }: Sort): string => (down ? `-${id}` : id);

export const tabs = ["active", "queued", "completed", "all"] as const;
export type Tab = (typeof tabs)[number];

export interface ChatsView {
    tab: Tab;
    /** None chosen means all. */
    queues: readonly string[];
    agent?: string;
    /** Of those that are over by when they ended, of all by when they began; of others never. */
    since?: string;
    until?: string;
    /** Of those that are over: those that gave up before any agent had them. */
    abandoned: boolean;
    chat?: string;
}

/** Of what its tab has a field for: nothing narrows the list that nobody sees. */
const narrowing: Record<Tab, readonly ("agent" | "since" | "until")[]> = {
    active: ["agent"],
    queued: [],
    completed: ["agent", "since", "until"],
    all: ["agent", "since", "until"],
};

export function readChats(query: string): ChatsView {
    const params = new URLSearchParams(query);
    const tab = tabs.find((one) => one === params.get("tab")) ?? "active";
    const abandoned = tab === "completed" && params.get("abandoned") === "1";
    const view: ChatsView = { tab, queues: params.getAll("queue"), abandoned };
    for (const name of [...narrowing[tab], "chat"] as const) {
        const value = params.get(name);
        if (value) view[name] = value;
    }
    return view;
}

export function writeChats(view: Partial<ChatsView>): string {
    const params = new URLSearchParams();
    const { tab = "active", queues = [], abandoned, ...rest } = view;
    if (tab !== "active") params.set("tab", tab);
    for (const id of queues) params.append("queue", id);
    if (abandoned) params.set("abandoned", "1");
    for (const [name, value] of Object.entries(rest)) if (value) params.set(name, value);
    return params.toString();
}

/** Where the chats behind a number are. */
export function chatsPlace(view: Partial<ChatsView>): string {
    return `chats?${writeChats(view)}`;
}

const states: Record<Tab, ChatState[]> = {
    active: ["active"],
    queued: ["queued", "offered"],
    completed: ["closed", "unanswered"],
    all: ["bot", "queued", "offered", "active", "closed", "unanswered"],
};

/** What the server is asked for: these chats and no others. */
export function askedOf({ tab, queues, agent, since, until, abandoned }: ChatsView): ChatList {
    const [from, to] =
        tab === "completed"
            ? (["ended_since", "ended_until"] as const)
            : (["since", "until"] as const);
    return {
        states: states[tab],
        ...(queues.length && { queues: [...queues] }),
        ...(agent && { agent }),
        ...(since && { [from]: since }),
        ...(until && { [to]: until }),
        ...(abandoned && { abandoned }),
    };
}
