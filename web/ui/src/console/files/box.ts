// How much room the files of a message take: known before anything of them is loaded, so that
// nothing moves when they come. Pure.
import type { AttachedFile } from "@parley/sdk";

const width_max_px = 280;
const height_max_px = 220;
/** So that every picture can be hit. */
const side_min_px = 44;

export interface Box {
    width: number;
    height: number;
}

/** Of a picture that can be shown; of everything else there is a row. */
export function boxOf({ kind, state, width, height }: AttachedFile): Box | undefined {
    if (kind !== "picture" || state !== "ready" || !width || !height) return undefined;
    const scale = Math.min(1, width_max_px / width, height_max_px / height);
    return {
        width: Math.max(side_min_px, Math.round(width * scale)),
        height: Math.max(side_min_px, Math.round(height * scale)),
    };
}
