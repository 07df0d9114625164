// Days of a time zone: which day it is there, and when a day begins there. Pure.

/** The reader's own. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function isZone(name: string): boolean {
    try {
        new Intl.DateTimeFormat("en", { timeZone: name });
        return true;
    } catch {
        return false;
    }
}

const forms = new Map<string, Intl.DateTimeFormat>();
function formOf(name: string): Intl.DateTimeFormat {
    let form = forms.get(name);
    if (!form) {
        const two = "2-digit";
        form = new Intl.DateTimeFormat("sv", {
            timeZone: name,
            year: "numeric",
            month: two,
            day: two,
            hour: two,
            minute: two,
            second: two,
        });
        forms.set(name, form);
    }
    return form;
}

/** What clocks there show, as if it were UTC; ms. */
const shownAt = (name: string, at: number): number =>
    Date.parse(`${formOf(name).format(at).replace(" ", "T")}Z`);

/** The day that it is there: 2026-11-23. `at` in ms. */
export const dayAt = (name: string, at: number): string => dayText(shownAt(name, at));

/** Of ms since 1970 as UTC counts them. */
export const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** When a day begins there; ms. */
export function beginOf(name: string, day: string): number {
    const wanted = Date.parse(`${day}T00:00Z`);
    // Its clocks may have been put on or back between the first guess and the day's beginning.
    const guess = wanted - (shownAt(name, wanted) - wanted);
    return wanted - (shownAt(name, guess) - guess);
}
