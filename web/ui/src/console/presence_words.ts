// What statuses and their reasons are called, and how presence looks: in an administrator's words
// where there are some, else in ours. Each state has its own icon: colour alone says nothing.
import type { AgentStatus, AgentStatusReason, Presence } from "@parley/sdk";
import {
    BellOff,
    BellRing,
    CircleCheck,
    CircleDashed,
    CircleMinus,
    CirclePause,
    CircleQuestionMark,
    CircleSlash2,
    ClipboardPen,
    Clock,
    Coffee,
    type LucideIcon,
    MessageCircle,
    MessagesSquare,
    MonitorPause,
} from "lucide-react";
import type { Translate } from "../translate.ts";
import type { TextId } from "./i18n.ts";
import styles from "./presence_chip.module.css";
import { reasonIcon, reasonWord, statusWord } from "./status_words.ts";

export interface Look {
    icon: LucideIcon;
    tone: string;
}

export const looks: Record<Presence["label"], Look> = {
    offline: { icon: CircleDashed, tone: styles.offline! },
    available: { icon: CircleCheck, tone: styles.available! },
    offered: { icon: BellRing, tone: styles.offered! },
    engaged: { icon: MessageCircle, tone: styles.available! },
    busy: { icon: MessagesSquare, tone: styles.busy! },
    at_capacity: { icon: CircleMinus, tone: styles.busy! },
    stop_new: { icon: CirclePause, tone: styles.busy! },
    wrap_up: { icon: ClipboardPen, tone: styles.wrapup! },
    away: { icon: Clock, tone: styles.away! },
    rona: { icon: BellOff, tone: styles.rona! },
};

/** Of a server that knows more than this page. */
const unknown: Look = { icon: CircleQuestionMark, tone: styles.offline! };

/** Statuses that presets bring along, by their keys. */
const brought: Readonly<Record<string, Look>> = {
    busy: { icon: CircleSlash2, tone: styles.busy! },
    on_break: { icon: Coffee, tone: styles.away! },
    work_offline: { icon: MonitorPause, tone: styles.away! },
};

const kind_labels: Record<AgentStatus["kind"], Presence["label"]> = {
    ready: "available",
    not_ready: "away",
    away: "away",
    offline: "offline",
    missed: "rona",
};

/** What somebody can choose: a status, perhaps for a reason. */
export interface Choice {
    status: AgentStatus;
    reason?: AgentStatusReason;
}

/** All that an agent may choose, or a manager for one, in the order of the lists. */
export function choices(
    statuses: readonly AgentStatus[],
    by: "by_agent" | "by_manager" = "by_agent",
): Choice[] {
    return statuses
        .filter((status) => status[by])
        .flatMap((status) => [
            ...(status.reason_required ? [] : [{ status }]),
            ...status.reasons.map((reason) => ({ status, reason })),
        ]);
}

/** The choice with these keys; nothing where an administrator has taken it away since. */
export function findChoice(
    statuses: readonly AgentStatus[],
    { status: key, reason: reason_key }: { status: string; reason?: string },
): Choice | undefined {
    const status = statuses.find((one) => one.key === key);
    const reason = status?.reasons.find((one) => one.key === reason_key);
    return status && { status, ...(reason && { reason }) };
}

export function choiceKey({ status, reason }: { status: string; reason?: string }): string {
    return reason === undefined ? status : `${status} ${reason}`;
}

export function keyOf({ status, reason }: Choice): string {
    return choiceKey({ status: status.key, ...(reason && { reason: reason.key }) });
}

export function wordOf({ status, reason }: Choice, t: Translate<TextId>): string {
    return reason ? reasonWord(reason, t) : statusWord(status, t);
}

export function lookOf({ status, reason }: Choice): Look {
    const { icon, tone } = brought[status.key] ?? looks[kind_labels[status.kind]];
    return { icon: reasonIcon(reason?.key) ?? icon, tone };
}

/** The status in which one gets chats. */
export function readyChoice(statuses: readonly AgentStatus[]): Choice | undefined {
    return choices(statuses).find(({ status }) => status.kind === "ready");
}

export function isReady(presence: Presence, statuses: readonly AgentStatus[]): boolean {
    return findChoice(statuses, presence)?.status.kind === "ready";
}

/** The presence in words: what it is, or what it will be. */
export function wordsFor(
    presence: Presence,
    statuses: readonly AgentStatus[],
    t: Translate<TextId>,
): { word: string; look: Look } {
    const pending = presence.pending && findChoice(statuses, presence.pending);
    if (pending) {
        return {
            word: t("presence.pending", { status: wordOf(pending, t) }),
            look: lookOf(pending),
        };
    }
    const now = findChoice(statuses, presence);
    if (now && (presence.label === "away" || presence.label === "rona")) {
        return { word: wordOf(now, t), look: lookOf(now) };
    }
    const look: Look | undefined = looks[presence.label];
    if (look) return { word: t(`presence.${presence.label}`), look };
    return { word: now ? wordOf(now, t) : presence.status, look: unknown };
}
