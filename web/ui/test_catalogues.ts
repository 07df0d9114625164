// What every package's catalogues must fulfil; each package's test calls it with its own.
import { expect } from "vitest";
import type { Catalogue } from "./src/index.ts";

const placeholders = (text: string) =>
    [...text.matchAll(/\{(\w+)(?=[,}])/g)].map((one) => one[1]).sort();

/** Every language has every text, none is empty, and the same values go in. */
export function expectSameTexts(catalogues: Record<string, Catalogue>): void {
    const [[source_name, source], ...others] = Object.entries(catalogues) as [
        [string, Catalogue],
        ...[string, Catalogue][],
    ];
    for (const [name, other] of others) {
        expect(Object.keys(other).sort(), `${name} against ${source_name}`).toEqual(
            Object.keys(source).sort(),
        );
        for (const [id, text] of Object.entries(source)) {
            expect(placeholders(other[id]!), `${name}: ${id}`).toEqual(placeholders(text));
        }
    }
    for (const [name, one] of Object.entries(catalogues)) {
        for (const [id, text] of Object.entries(one)) {
            expect(text.trim(), `${name}: ${id} is empty`).not.toBe("");
        }
    }
}

/** A text that no source names is dead, one that is named and missing does not compile. */
export function expectAllUsed(catalogue: Catalogue, sources: string[], built: RegExp[] = []): void {
    const all = sources.join("\n");
    const unused = Object.keys(catalogue).filter(
        (id) => !all.includes(`"${id}"`) && !built.some((one) => one.test(id)),
    );
    expect(unused).toEqual([]);
}
