import { expect, test } from "vitest";
import { moved, type Sizes, scale_max, whole, zoomed } from "./zoom.ts";

const sizes: Sizes = {
    window: { width: 1_000, height: 600 },
    picture: { width: 900, height: 600 },
};

test("it grows around the middle, or around what is under the pointer", () => {
    expect(zoomed(whole, 2, sizes)).toEqual({ scale: 2, x: 0, y: 0 });
    // 100 px right of the middle: that place of the picture stays there.
    expect(zoomed(whole, 2, sizes, { x: 100, y: -50 })).toEqual({ scale: 2, x: -100, y: 50 });
});

test("it is never smaller than whole, nor larger than there is use for", () => {
    expect(zoomed(whole, 0.5, sizes)).toEqual(whole);
    expect(zoomed(whole, 100, sizes).scale).toBe(scale_max);
});

test("it is moved to its edges and no further, and what fits is not moved at all", () => {
    expect(moved(whole, 50, 50, sizes)).toEqual(whole);
    const large = zoomed(whole, 2, sizes);
    expect(moved(large, 5_000, -5_000, sizes)).toEqual({ scale: 2, x: 400, y: -300 });
    // Smaller again, it comes back into the middle.
    expect(zoomed(moved(large, 5_000, 0, sizes), 0.5, sizes)).toEqual(whole);
});
