// How a picture lies in the window through which one looks at it. Pure.

export interface View {
    /** 1: the whole picture, as large as there is room. */
    scale: number;
    /** From the middle of the window to that of the picture, px. */
    x: number;
    y: number;
}

/** Of the window, and of the picture while it is whole, px. */
export interface Sizes {
    window: { width: number; height: number };
    picture: { width: number; height: number };
}

export const whole: View = { scale: 1, x: 0, y: 0 };
export const scale_max = 8;

/** `at`: what stays under the pointer, from the middle of the window. */
export function zoomed(view: View, factor: number, sizes: Sizes, at = { x: 0, y: 0 }): View {
    const scale = Math.min(scale_max, Math.max(1, view.scale * factor));
    const by = scale / view.scale;
    return held({ scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, sizes);
}

export function moved(view: View, dx: number, dy: number, sizes: Sizes): View {
    return held({ ...view, x: view.x + dx, y: view.y + dy }, sizes);
}

/** No further than to its edges; what fits stays in the middle. */
function held({ scale, x, y }: View, { window, picture }: Sizes): View {
    const far = (side: "width" | "height") =>
        Math.max(0, (picture[side] * scale - window[side]) / 2);
    const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));
    return { scale, x: within(x, far("width")), y: within(y, far("height")) };
}
