// The pages of the administration, by task; what the tree and the search show.
import {
    BookOpen,
    Bot,
    Boxes,
    CircleUserRound,
    Clock,
    CreditCard,
    FlaskConical,
    GraduationCap,
    History,
    House,
    ListTree,
    type LucideIcon,
    MessageSquareQuote,
    ScrollText,
    ShieldCheck,
    Signpost,
    SlidersHorizontal,
    Tags,
    Users,
    UsersRound,
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

export const content: Group = {
    label: "group.content",
    items: [
        {
            place: "canned",
            icon: MessageSquareQuote,
            label: "canned.open",
            words: "canned_page.words",
        },
        {
            place: "articles",
            icon: BookOpen,
            label: "articles.title",
            words: "articles.words",
        },
    ],
};

export const groups: readonly Group[] = [
    {
        label: "group.people",
        items: [
            { place: "users", icon: Users, label: "users.title", words: "users.words" },
            { place: "teams", icon: UsersRound, label: "teams.title", words: "teams.words" },
            {
                place: "skills",
                icon: GraduationCap,
                label: "skills.title",
                words: "skills.words",
            },
            { place: "roles", icon: ShieldCheck, label: "roles.title", words: "roles.words" },
        ],
    },
    {
        label: "group.work",
        items: [
            { place: "queues", icon: ListTree, label: "queues.title", words: "queues.words" },
            {
                place: "partitions",
                icon: Boxes,
                label: "partitions.title",
                words: "partitions.words",
            },
            { place: "hours", icon: Clock, label: "hours.title", words: "hours.words" },
            { place: "bots", icon: Bot, label: "bots.title", words: "bots.words" },
            { place: "rules", icon: Signpost, label: "rules.title", words: "rules.words" },
            {
                place: "simulator",
                icon: FlaskConical,
                label: "simulator.title",
                words: "simulator.words",
            },
            {
                place: "statuses",
                icon: CircleUserRound,
                label: "statuses.title",
                words: "statuses.words",
            },
            { place: "codes", icon: Tags, label: "codes.title", words: "codes.words" },
            {
                place: "working",
                icon: SlidersHorizontal,
                label: "working.title",
                words: "working.words",
            },
            {
                place: "redaction",
                icon: CreditCard,
                label: "redaction.title",
                words: "redaction.words",
            },
            { place: "history", icon: History, label: "history.title", words: "history.words" },
            { place: "audit", icon: ScrollText, label: "audit.title", words: "audit.words" },
        ],
    },
    content,
];

export const all_items: readonly Item[] = [home, ...groups.flatMap((group) => group.items)];
