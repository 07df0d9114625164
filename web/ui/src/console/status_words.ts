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

/** Those that ways of working bring along, by their keys. */
const brought: Readonly<Record<string, TextId>> = {
    busy: "presence.status_busy",
    on_break: "presence.status_on_break",
    work_offline: "presence.status_work_offline",
};

const reasons: Readonly<Record<string, { icon: LucideIcon; word: TextId }>> = {
    break: { icon: Coffee, word: "presence.reason_break" },
    lunch: { icon: Coffee, word: "presence.reason_lunch" },
    meeting: { icon: Users, word: "presence.reason_meeting" },
    training: { icon: GraduationCap, word: "presence.reason_training" },
};

export function statusWord(
    status: Pick<AgentStatus, "kind" | "label"> & { key?: string },
    t: Translate<TextId>,
): string {
    return status.label ?? t(brought[status.key ?? ""] ?? kinds[status.kind]);
}

export function reasonWord(reason: AgentStatusReason, t: Translate<TextId>): string {
    const known = reasons[reason.key];
    return reason.label ?? (known ? t(known.word) : reason.key);
}

export function reasonIcon(key: string | undefined): LucideIcon | undefined {
    return key === undefined ? undefined : reasons[key]?.icon;
}
