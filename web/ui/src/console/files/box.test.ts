import type { AttachedFile } from "@parley/sdk";
import { expect, test } from "vitest";
import { boxOf } from "./box.ts";

const picture = (width?: number, height?: number, state: AttachedFile["state"] = "ready") =>
    boxOf({
        ...{ id: "file_1", name: "a.png", size: 9, received: 9, kind: "picture", state },
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
    });

test("a picture keeps its shape within the box, is never made larger, and never too small to hit", () => {
    expect(picture(2_800, 1_400)).toEqual({ width: 280, height: 140 });
    expect(picture(1_000, 2_000)).toEqual({ width: 110, height: 220 });
    expect(picture(100, 60)).toEqual({ width: 100, height: 60 });
    expect(picture(5_600, 56)).toEqual({ width: 280, height: 44 });
    expect(picture(1, 1)).toEqual({ width: 44, height: 44 });
});

test("what cannot be shown, or whose shape is not known, has none", () => {
    expect(picture(100, 60, "checking")).toBe(undefined);
    expect(picture(100, 60, "refused")).toBe(undefined);
    expect(picture()).toBe(undefined);
    const text = { id: "f", name: "a.txt", size: 9, received: 9, state: "ready", kind: "text" };
    expect(boxOf(text as AttachedFile)).toBe(undefined);
});
