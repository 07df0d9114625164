// An organization's accent colour and the text on it. Black or white, one of them reads at 4.5:1 on
// any colour
// (the worst grey gives 4.58), so the colour itself is never changed.

export type Rgb = readonly [number, number, number];

export function parseHex(text: string): Rgb | undefined {
    const found = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
    if (found) return [1, 2, 3].map((i) => Number.parseInt(found[i]!, 16)) as unknown as Rgb;
}

/** WCAG 2: 0 for black, 1 for white. */
export function luminance(color: Rgb): number {
    const [r, g, b] = color.map((c) =>
        c <= 10 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    ) as unknown as Rgb;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast ratio. */
export function contrast(one: Rgb, other: Rgb): number {
    const [x, y] = [luminance(one), luminance(other)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/**
 * Values for --c-accent, --c-on-accent and --c-accent-hover; nothing where `text` is no #rrggbb
 * colour.
 */
export function accentColors(text = ""): [string, string, string] | undefined {
    const color = parseHex(text);
    if (!color) return;
    // White reads at 4.5:1 up to a luminance of 1.05 / 4.5 - 0.05.
    const [on, away] = luminance(color) <= 0.183 ? ["#fff", "#000"] : ["#000", "#fff"];
    return [text, on!, `color-mix(in srgb,${text} 85%,${away})`];
}
