// What switches, their values and the places they are set at are called.
import type { AgentStatus, QueueInfo, Switch } from "@parley/sdk";
import type { Translate } from "@parley/ui";
import { statusWord } from "@parley/ui/console/status_words.ts";
import { useRecords } from "../context.tsx";
import type { TextId } from "../i18n.ts";

export function useKnown(): Known {
    return {
        statuses: useRecords("status.list").data?.items ?? [],
        queues: useRecords("queue.list").data?.items ?? [],
    };
}

/** Every switch has these two, and a choice one for each value; a test compares them. */
export const switchName = (name: string) => `switch.${name}` as TextId;
export const switchHint = (name: string) => `switch_hint.${name}` as TextId;
const valueName = (name: string, value: string) => `value.${name}.${value}` as TextId;

const seconds = /_s$/;
const minutes = /_min$/;
const hours = /_h$/;
const megabytes = /_mb$/;

/** What values may name. */
export interface Known {
    statuses: readonly AgentStatus[];
    queues: readonly Pick<QueueInfo, "id" | "name">[];
}

/** The value in words, with its unit. */
export function valueWord(
    one: Pick<Switch, "name" | "kind" | "choices">,
    value: string,
    known: Known,
    t: Translate<TextId>,
): string {
    switch (one.kind) {
        case "yes_no":
            return t(value === "true" ? "roles.yes" : "roles.no");
        case "choice":
            return t(valueName(one.name, value));
        case "status": {
            if (one.choices.includes(value)) return t(`status_value.${value}` as TextId);
            const status = known.statuses.find((each) => each.key === value);
            return status ? statusWord(status, t) : value;
        }
        case "queue":
            if (value === "") return t("queue_value.none");
            return known.queues.find((each) => each.id === value)?.name ?? value;
        case "number":
            if (seconds.test(one.name)) return t("unit.seconds", { count: Number(value) });
            // "codes_min" counts codes.
            if (minutes.test(one.name) && one.name !== "codes_min") {
                return t("unit.minutes", { count: Number(value) });
            }
            if (hours.test(one.name)) return t("unit.hours", { count: Number(value) });
            if (megabytes.test(one.name)) return t("unit.megabytes", { count: Number(value) });
            return value;
    }
}
