// A week of opening hours, day by day, and what it is in words.
import type { Interval, SpecialDay, Weekday, WeekInterval } from "@parley/sdk";

export const weekdays: readonly Weekday[] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/** When it is open on each day, from Monday on. */
export type Week = Interval[][];

export const weekOf = (all: readonly WeekInterval[]): Week =>
    weekdays.map((day) =>
        all.filter((one) => one.day === day).map(({ from, to }) => ({ from, to })),
    );

/** As the server has it: an interval is called by its place among all (/week/3/to). */
export const intervalsOf = (week: Week): WeekInterval[] =>
    week.flatMap((day, index) => day.map((one) => ({ day: weekdays[index]!, ...one })));

/** The place of a day's first interval among all. */
export const placeOf = (week: Week, day: number): number => week.slice(0, day).flat().length;

const hour = 60;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * hour + Number(time.slice(3));
const two = (number: number) => String(number).padStart(2, "0");
const timeOf = (minutes: number) => `${two(Math.floor(minutes / hour))}:${two(minutes % hour)}`;

/** What is proposed as one more interval: office hours, or after a break of an hour. */
export function oneMore(day: readonly Interval[]): Interval {
    const last = day.at(-1);
    if (!last) return { from: "09:00", to: "17:00" };
    const from = Math.min(minutesOf(last.to) + hour, 23 * hour);
    return { from: timeOf(from), to: timeOf(Math.min(from + 4 * hour, 24 * hour)) };
}

/** Mon, or Monday: 0 is Monday. */
export function dayName(day: number, language: string, weekday: "short" | "long"): string {
    // The first of January 2024 is a Monday.
    return new Date(Date.UTC(2024, 0, 1 + day)).toLocaleDateString(language, {
        weekday,
        timeZone: "UTC",
    });
}

const inWords = (day: readonly Interval[]) => day.map((one) => `${one.from}–${one.to}`).join(", ");

/** Mon–Fri 09:00–17:00; Sat 10:00–14:00 */
export function weekWords(week: Week, language: string): string {
    const parts: string[] = [];
    for (let first = 0; first < week.length; ) {
        const hours = inWords(week[first]!);
        let next = first + 1;
        while (next < week.length && inWords(week[next]!) === hours) next++;
        const name = (day: number) => dayName(day, language, "short");
        const days = next - first > 1 ? `${name(first)}–${name(next - 1)}` : name(first);
        if (hours) parts.push(`${days} ${hours}`);
        first = next;
    }
    return parts.join("; ");
}

/** 24 Dec 2026 Christmas Eve 09:00–12:00; without the year where it is every year's. */
export function dayWords(day: SpecialDay, closed: string, language: string): string {
    const at = new Date(`${day.date}T00:00:00Z`);
    const date = Number.isNaN(at.getTime())
        ? day.date
        : at.toLocaleDateString(language, {
              day: "numeric",
              month: "short",
              timeZone: "UTC",
              ...(!day.yearly && { year: "numeric" }),
          });
    return [date, day.name, inWords(day.open) || closed].filter(Boolean).join(" ");
}
