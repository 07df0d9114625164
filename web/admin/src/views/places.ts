// The pages of the administration, by task; what the tree and the search show.
import {
    CircleUserRound,
    House,
    ListTree,
    type LucideIcon,
    ShieldCheck,
    Users,
} from "lucide-react";
import type { TextId } from "../i18n.ts";

export interface Item {
    place: string;
    icon: LucideIcon;
    label: TextId;
    /** Words by which somebody may look for it. */
    words: TextId;
}
export interface Group {
    label: TextId;
    items: readonly Item[];
}

export const home: Item = { place: "", icon: House, label: "home.title", words: "home.words" };

export const groups: readonly Group[] = [
    {
        label: "group.people",
        items: [
            { place: "users", icon: Users, label: "users.title", words: "users.words" },
            { place: "roles", icon: ShieldCheck, label: "roles.title", words: "roles.words" },
        ],
    },
    {
        label: "group.work",
        items: [
            { place: "queues", icon: ListTree, label: "queues.title", words: "queues.words" },
            {
                place: "statuses",
                icon: CircleUserRound,
                label: "statuses.title",
                words: "statuses.words",
            },
        ],
    },
];

export const all_items: readonly Item[] = [home, ...groups.flatMap((group) => group.items)];
