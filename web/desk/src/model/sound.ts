// Short sounds, made in the browser: a rising pair for an offer, one soft note for a message, two low
// ones for who needs help.
import { createValue } from "@parley/ui/console/value.ts";

export type SoundName = "offer" | "message" | "alert";

/** Frequency in Hz, start and length in s. */
type Note = readonly [frequency: number, start: number, length: number];
const notes: Record<SoundName, readonly Note[]> = {
    offer: [
        [659.3, 0, 0.16],
        [880, 0.14, 0.3],
        [659.3, 0.5, 0.16],
        [880, 0.64, 0.4],
    ],
    message: [
        [784, 0, 0.09],
        [1046.5, 0.07, 0.22],
    ],
    alert: [
        [523.3, 0, 0.2],
        [392, 0.22, 0.2],
        [523.3, 0.5, 0.3],
    ],
};
const message_gap_ms = 3_000;
const loudest = 0.5;

export interface Sounds {
    play(name: SoundName, volume: number): void;
    /** The browser keeps sounds back until the page is clicked. */
    blocked: ReturnType<typeof createValue<boolean>>;
    close(): void;
}

export function createSounds(): Sounds {
    const blocked = createValue(false);
    const ending = new AbortController();
    let context: AudioContext | undefined;
    let last_message = Number.NEGATIVE_INFINITY;

    function ready(): AudioContext {
        if (!context) {
            context = new AudioContext();
            context.onstatechange = () => blocked.set(context?.state === "suspended");
        }
        return context;
    }

    function unblock(): void {
        if (context?.state === "suspended") context.resume().catch(() => undefined);
    }
    addEventListener("pointerdown", unblock, { signal: ending.signal });
    addEventListener("keydown", unblock, { signal: ending.signal });

    return {
        blocked,
        play(name, volume) {
            if (volume <= 0) return;
            if (name === "message") {
                if (Date.now() - last_message < message_gap_ms) return;
                last_message = Date.now();
            }
            const audio = ready();
            if (audio.state === "suspended") {
                blocked.set(true);
                audio.resume().catch(() => undefined);
            }
            for (const [frequency, start, length] of notes[name]) {
                const from = audio.currentTime + start;
                const gain = audio.createGain();
                gain.gain.setValueAtTime(0, from);
                gain.gain.linearRampToValueAtTime(loudest * volume, from + 0.015);
                gain.gain.exponentialRampToValueAtTime(0.0001, from + length);
                const tone = audio.createOscillator();
                tone.type = "sine";
                tone.frequency.value = frequency;
                tone.connect(gain).connect(audio.destination);
                tone.start(from);
                tone.stop(from + length);
            }
        },
        close() {
            ending.abort();
            context?.close().catch(() => undefined);
        },
    };
}
