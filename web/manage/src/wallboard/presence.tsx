// How many are doing what: nobody by name, since rankings breed stress.
import {
    BellOff,
    CircleCheck,
    CircleDashed,
    CircleMinus,
    ClipboardPen,
    Clock,
    type LucideIcon,
    MessagesSquare,
} from "lucide-react";
import { type TextId, useText } from "../i18n.ts";
import type { Figures } from "../model/dashboard.ts";
import styles from "./board.module.css";

interface Line {
    icon: LucideIcon;
    tone: string;
    label: TextId;
    count: (figures: Figures) => number;
}

const agents: readonly Line[] = [
    {
        icon: CircleCheck,
        tone: styles.available!,
        label: "agents.available",
        count: ({ available }) => available,
    },
    {
        icon: CircleMinus,
        tone: styles.busy!,
        label: "agents.busy",
        count: ({ online, available }) => Math.max(0, online - available),
    },
    { icon: Clock, tone: styles.away!, label: "agents.away", count: ({ away }) => away },
    { icon: BellOff, tone: styles.missed!, label: "agents.missed", count: ({ missed }) => missed },
    {
        icon: CircleDashed,
        tone: styles.offline!,
        label: "agents.offline",
        count: ({ offline }) => offline,
    },
];

const chats: readonly Line[] = [
    {
        icon: MessagesSquare,
        tone: styles.available!,
        label: "board.in_chat",
        count: ({ ongoing }) => ongoing,
    },
    {
        icon: ClipboardPen,
        tone: styles.wrapup!,
        label: "board.in_wrap_up",
        count: ({ wrap_up }) => wrap_up,
    },
];

export function BoardPresence({ figures }: { figures: Figures }) {
    const { t } = useText();
    return (
        <section className={styles.presence} aria-label={t("agents.title")}>
            {[agents, chats].map((lines) => (
                <ul key={lines[0]!.label}>
                    {lines.map(({ icon: Icon, tone, label, count }) => (
                        <li key={label}>
                            <Icon className={tone} aria-hidden="true" />
                            <span>{t(label)}</span>
                            <strong>{count(figures)}</strong>
                        </li>
                    ))}
                </ul>
            ))}
        </section>
    );
}
