// What compiled JSX calls. Preact's own runtime does more, for server rendering, than a page in a browser needs.
import { type ComponentType, Fragment, h } from "preact";

// biome-ignore lint/suspicious/noExplicitAny: called by compiled code alone
export function jsx(type: string | ComponentType, props: any, key?: string) {
    return h(type as string, key === undefined ? props : { ...props, key });
}

export { Fragment, jsx as jsxs };
