// Times as people read them. `now` is always passed in, in ms since 1970 of the server's clock.

const minute = 60_000;
const day = 24 * 60 * minute;

/** 10:03 */
export function clock(at: string, language: string): string {
    return new Date(at).toLocaleTimeString(language, { timeStyle: "short" });
}

/** 9 June 2025, 10:03: what a shortened time is exactly. */
export function exact(at: string, language: string): string {
    return new Date(at).toLocaleString(language, { dateStyle: "long", timeStyle: "short" });
}

/** Days from `at` to `now` on the reader's calendar, so 23:59 yesterday is 1. */
export function daysAgo(at: string, now: number): number {
    const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
    return Math.round((midnight(now) - midnight(Date.parse(at))) / day);
}

/** Today, Yesterday, Monday 9 June; with the year where it is another one. */
export function dayName(
    at: string,
    now: number,
    language: string,
    t: (id: "today" | "yesterday") => string,
): string {
    const ago = daysAgo(at, now);
    if (ago === 0) return t("today");
    if (ago === 1) return t("yesterday");
    const date = new Date(at);
    return date.toLocaleDateString(language, {
        weekday: "long",
        day: "numeric",
        month: "long",
        ...(date.getFullYear() !== new Date(now).getFullYear() && { year: "numeric" }),
    });
}

/** 0:42, 12:41, 1:02:09 */
export function stopwatch(elapsed_ms: number): string {
    const seconds = Math.max(0, Math.floor(elapsed_ms / 1000));
    const two = (n: number) => String(n).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours
        ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
        : `${minutes}:${two(seconds % 60)}`;
}

/** In lists: 0:42 under a minute, 3 m, 2 h, Tue within a week, else the date. */
export function ago(at: string, now: number, language: string): string {
    const elapsed = now - Date.parse(at);
    if (elapsed < minute) return stopwatch(elapsed);
    if (elapsed < 60 * minute) return `${Math.floor(elapsed / minute)} m`;
    if (elapsed < day) return `${Math.floor(elapsed / (60 * minute))} h`;
    const format: Intl.DateTimeFormatOptions =
        daysAgo(at, now) < 7 ? { weekday: "short" } : { day: "numeric", month: "short" };
    return new Date(at).toLocaleDateString(language, format);
}
