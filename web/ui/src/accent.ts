// An organization's accent colour, made readable: text on it, and it as text, keep at least 4.5:1 (guide 4.7).

export type Rgb = readonly [number, number, number];
export const aa_text = 4.5;
const white: Rgb = [255, 255, 255];
const ink: Rgb = [24, 30, 42];

export function parseHex(text: string): Rgb | undefined {
    const found = /^#?([\da-f]{6})$/i.exec(text.trim())?.[1];
    if (!found) return;
    return [0, 2, 4].map((i) => Number.parseInt(found.slice(i, i + 2), 16)) as unknown as Rgb;
}

export function toHex(color: Rgb): string {
    return `#${color.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;
}

/** WCAG 2 contrast ratio. */
export function contrast(a: Rgb, b: Rgb): number {
    const light = ([r, g, b]: Rgb) => {
        const channel = (c: number) =>
            c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    };
    const [x, y] = [light(a), light(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function mix(color: Rgb, other: Rgb, part: number): Rgb {
    return color.map((c, i) => c + (other[i]! - c) * part) as unknown as Rgb;
}

/** `color` moved towards `to` in small steps until it reads on `ground`. */
function until(color: Rgb, to: Rgb, ground: Rgb): Rgb {
    let moved = color;
    for (let step = 1; step <= 50 && contrast(moved, ground) < aa_text; step++) {
        moved = mix(color, to, step / 50);
    }
    return moved;
}

/** The accent, the accent when hovered, and text on both; nothing where `text` is no #rrggbb colour. */
export function accentColors(text: string): [string, string, string] | undefined {
    const given = parseHex(text);
    if (!given) return;
    // Dark text only where it reads far better: white on a slightly darkened accent looks calmer.
    const dark_text = contrast(given, white) < aa_text && contrast(given, ink) >= aa_text + 2;
    const accent = dark_text ? given : until(given, ink, white);
    const hover = mix(accent, dark_text ? white : ink, 0.15);
    return [toHex(accent), toHex(hover), dark_text ? toHex(ink) : toHex(white)];
}
