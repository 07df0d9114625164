// What statuses and their reasons are called: in an administrator's words where there are some, else
// in ours.
import type { AgentStatus, AgentStatusReason } from "@parley/sdk";
import { Coffee, GraduationCap, type LucideIcon, Users } from "lucide-react";
import type { Translate } from "../translate.ts";
import type { TextId } from "./i18n.ts";

const kinds: Record<AgentStatus["kind"], TextId> = {
    ready: "presence.available",
    not_ready: "presence.away",
    away: "presence.away",
    offline: "presence.offline",
    missed: "presence.rona",
};

/** Those that Parley brings along, each with words of its own. */
const keys: Readonly<Record<string, TextId>> = {
    available: "presence.available",
    away: "presence.away",
    busy: "presence.status_busy",
    offline: "presence.offline",
    on_break: "presence.status_on_break",
    rona: "presence.rona",
    work_offline: "presence.status_work_offline",
};

/** Whether Parley has words for the status: an administrator may leave its name empty. */
export const hasOwnWord = (key: string) => key in keys;

const reasons: Readonly<Record<string, { icon: LucideIcon; word: TextId }>> = {
    break: { icon: Coffee, word: "presence.reason_break" },
    lunch: { icon: Coffee, word: "presence.reason_lunch" },
    meeting: { icon: Users, word: "presence.reason_meeting" },
    training: { icon: GraduationCap, word: "presence.reason_training" },
};

export function statusWord(
    status: Pick<AgentStatus, "key" | "kind" | "label">,
    t: Translate<TextId>,
): string {
    return status.label ?? t(keys[status.key] ?? kinds[status.kind]);
}

/** By its key alone, which need not be among the statuses yet. */
export function knownStatusWord(
    key: string,
    statuses: readonly AgentStatus[],
    t: Translate<TextId>,
): string {
    const status = statuses.find((one) => one.key === key);
    if (status) return statusWord(status, t);
    const known = keys[key];
    return known ? t(known) : key;
}

export function reasonWord(reason: AgentStatusReason, t: Translate<TextId>): string {
    const known = reasons[reason.key];
    return reason.label ?? (known ? t(known.word) : reason.key);
}

export function reasonIcon(key: string | undefined): LucideIcon | undefined {
    return key === undefined ? undefined : reasons[key]?.icon;
}
