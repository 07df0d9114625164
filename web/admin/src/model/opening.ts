// Whether hours are open at the moment, and until when.
import type { Translate } from "@parley/ui";
import type { TextId } from "../i18n.ts";

const day_ms = 24 * 60 * 60_000;

/** 17:30, Mon 09:00 or 4 Jan 09:00 on clocks of the zone; `now` in ms. */
export function momentIn(zone: string, at: string, now: number, language: string): string {
    const date = new Date(at);
    const on = (time: number | Date) => new Date(time).toLocaleDateString("en", { timeZone: zone });
    const time = date.toLocaleTimeString(language, { timeStyle: "short", timeZone: zone });
    if (on(date) === on(now)) return time;
    const near = date.getTime() - now < 6 * day_ms;
    const day = date.toLocaleDateString(language, {
        timeZone: zone,
        ...(near ? { weekday: "short" } : { day: "numeric", month: "short" }),
    });
    return `${day} ${time}`;
}

export function openingWord(
    one: { open: boolean; changes_at?: string },
    zone: string,
    t: Translate<TextId>,
    language: string,
    now: number,
): string {
    if (!one.changes_at) return t(one.open ? "queues.open" : "queues.closed");
    const time = momentIn(zone, one.changes_at, now, language);
    return t(one.open ? "hours.open_until" : "hours.closed_until", { time });
}
