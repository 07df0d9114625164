// A wall clock that a test sets while the server runs: Debian's libfaketime stands between the
// program and the system. The steady clock goes on as ever, as it does on a real machine.

import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const library = "/usr/$LIB/faketime/libfaketimeMT.so.1"; // the loader knows $LIB

export class WallClock {
    readonly #dir = mkdtempSync(join(tmpdir(), "parley-clock-"));
    readonly #file = join(this.#dir, "offset");

    constructor() {
        this.set("+0");
    }

    /** How far from the real time: +1h, -1d, +10y. The server sees it from its next look on. */
    set(offset: string): void {
        // It is read at every look at the clock: never half of it.
        writeFileSync(`${this.#file}.new`, `${offset}\n`);
        renameSync(`${this.#file}.new`, this.#file);
    }

    get environment(): Record<string, string> {
        // The sanitizer is not first in line, and would ask for the time while the library looks
        // for the real clock.
        const asan = ["verify_asan_link_order=0", "allocator_release_to_os_interval_ms=-1"];
        return {
            LD_PRELOAD: library,
            FAKETIME_TIMESTAMP_FILE: this.#file,
            FAKETIME_NO_CACHE: "1",
            FAKETIME_DONT_FAKE_MONOTONIC: "1",
            ASAN_OPTIONS: [process.env.ASAN_OPTIONS, ...asan].filter(Boolean).join(":"),
        };
    }

    remove(): void {
        rmSync(this.#dir, { recursive: true });
    }
}
