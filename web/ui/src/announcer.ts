// What a screen reader hears without moving its focus: one live region for the life of the
// document, plain text only.
//
// INVARIANT: the regions are made once and never leave the document; a text leaves after 10 s.

const kept_ms = 10_000;
const burst_ms = 2_000;
/** A screen reader has no use for more of one message at once. */
const text_max = 250;

export interface Announcer {
    say(text: string): void;
    /** Interrupts: for failures alone. */
    alarm(text: string): void;
    /** A message of somebody else; more than 3 of one person within 2 s become one count. */
    message(id: string, name: string, text: string): void;
}

export function createAnnouncer(texts: {
    says: (name: string, text: string) => string;
    count: (name: string, count: number) => string;
}): Announcer {
    const region = (role: string, live: string) => {
        const element = document.createElement("div");
        element.className = "sr";
        element.setAttribute("role", role);
        element.setAttribute("aria-live", live);
        document.body.append(element);
        return element;
    };
    const log = region("log", "polite");
    const alert = region("alert", "assertive");

    function put(target: HTMLElement, text: string): void {
        const line = document.createElement("p");
        line.textContent = text;
        target.append(line);
        setTimeout(() => line.remove(), kept_ms);
    }

    const bursts = new Map<string, number>(); // person -> messages within the burst

    return {
        say: (text) => put(log, text),
        alarm: (text) => put(alert, text),
        message(id, name, text) {
            const count = (bursts.get(id) ?? 0) + 1;
            bursts.set(id, count);
            if (count === 1) {
                setTimeout(() => {
                    const total = bursts.get(id)!;
                    bursts.delete(id);
                    if (total > 3) put(log, texts.count(name, total - 3));
                }, burst_ms);
            }
            if (count > 3) return;
            const points = [...text];
            const cut = points.length > text_max;
            put(log, texts.says(name, cut ? `${points.slice(0, text_max).join("")}…` : text));
        },
    };
}
