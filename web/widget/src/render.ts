// Renders React elements, as much of React as the panel and the shared parts of web/ui use:
// functions, classes with
// state and lifecycle, keys, refs, fragments. In its stead Preact would be 4.6 kB of the 20 kB that
// a widget may
// be; this is 1. The build puts it where "react" is imported; types are React's.
//
// INVARIANT 1: a child is known by its key, or by its place among its siblings; an empty child
// keeps its place.
// INVARIANT 2: what stays is not moved in the document, so it keeps its focus and its scroll
// position.
// INVARIANT 3: a component class renders one element, always: its place in the document is known by
// it.

type Props = { children?: Child; ref?: { current: unknown }; [name: string]: unknown };
type Child = VNode | string | number | boolean | null | undefined | Child[];
type Type = string | ((props: Props) => Child) | (new (props: Props) => Component);

interface VNode {
    type: Type;
    props: Props;
    key: unknown;
    kids: (VNode | undefined)[];
    /** Of elements and texts. */
    node?: Element | Text;
    instance?: Component;
    /** Where a component's kids stand. */
    parent?: Node;
}

/** Text has a type of its own. */
const text_type = "";

export class Component<P = Props, S = object> {
    state = {} as S;
    vnode?: VNode;
    constructor(public props: P) {}

    setState(change: Partial<S>): void {
        this.state = { ...this.state, ...change };
        this.forceUpdate();
    }

    forceUpdate(): void {
        if (!dirty.size) queueMicrotask(flush);
        dirty.add(this as unknown as Component);
    }

    componentDidMount?(): void;
    componentDidUpdate?(before: P): void;
    componentWillUnmount?(): void;
    render(): Child {
        return null;
    }
}

export function Fragment(props: Props): Child {
    return props.children;
}

export function jsx(type: Type, props: Props, key?: unknown): VNode {
    return { type, props, key, kids: [] };
}

export { jsx as jsxs };

export function createRef<T>(): { current: T | null } {
    return { current: null };
}

export function render(root: VNode, into: Element): void {
    patchKids(into, [], [root], null);
    settle();
}

// ---- when
// -------------------------------------------------------------------------------------------------------

const dirty = new Set<Component>();
/** Lifecycle calls, when the document is as rendered. */
let after_all: (() => void)[] = [];

function flush(): void {
    for (const instance of dirty) {
        dirty.delete(instance);
        const { vnode, props } = instance;
        if (vnode) draw(vnode, props, lastNode(vnode)?.nextSibling ?? null);
    }
    settle();
}

function settle(): void {
    const calls = after_all;
    after_all = [];
    for (const call of calls) call();
}

// ---- what
// -------------------------------------------------------------------------------------------------------

function asKids(children: Child): (VNode | undefined)[] {
    return (Array.isArray(children) ? children : [children]).map((one) => {
        if (one == null || typeof one === "boolean") return undefined;
        if (Array.isArray(one)) return jsx(Fragment, { children: one });
        if (typeof one === "object") return one;
        return jsx(text_type, { data: `${one}` });
    });
}

/** The first, or last, node of the document that belongs to `vnode`. */
function firstNode(vnode: VNode | undefined): Node | undefined {
    if (!vnode || vnode.node) return vnode?.node;
    for (const kid of vnode.kids) {
        const found = firstNode(kid);
        if (found) return found;
    }
}

function lastNode(vnode: VNode | undefined): Node | undefined {
    if (!vnode || vnode.node) return vnode?.node;
    return vnode.kids.map(lastNode).findLast((one) => one);
}

function patchKids(
    parent: Node,
    old: (VNode | undefined)[],
    next: (VNode | undefined)[],
    before: Node | null,
): void {
    const known = new Map(old.map((one, i) => [one?.key ?? i, one]));
    const pairs = next.map((one, i) => {
        const key = one?.key ?? i;
        const match = known.get(key);
        if (!one || match?.type !== one.type) return undefined;
        known.delete(key);
        return match;
    });
    for (const gone of known.values()) if (gone) remove(gone, true);
    // From the end, so that what stands behind is in its place already.
    for (let i = next.length - 1; i >= 0; i--) {
        const one = next[i];
        if (!one) continue;
        patch(parent, pairs[i], one, before);
        before = firstNode(one) ?? before;
    }
}

function patch(parent: Node, old: VNode | undefined, next: VNode, before: Node | null): void {
    const { type, props } = next;
    next.kids = old?.kids ?? [];
    if (typeof type === "function") {
        next.parent = parent;
        next.instance = old?.instance;
        if (type.prototype instanceof Component) {
            next.instance ??= new (type as new (props: Props) => Component)(props);
            next.instance.vnode = next;
        }
        return draw(next, old ? old.props : undefined, before);
    }
    const svg = type === "svg" || (parent as Element).namespaceURI?.endsWith("svg");
    const node =
        old?.node ??
        (type === text_type
            ? document.createTextNode("")
            : svg
              ? document.createElementNS("http://www.w3.org/2000/svg", type)
              : document.createElement(type));
    next.node = node;
    if (node instanceof Text) {
        if (node.data !== props.data) node.data = props.data as string;
    } else {
        const kids = asKids(props.children);
        patchKids(node, next.kids, kids, null);
        next.kids = kids;
        // After the kids: a select can only choose an option that is there.
        for (const name in { ...old?.props, ...props }) {
            setProperty(node, name, props[name], old?.props[name]);
        }
        if (props.ref) props.ref.current = node;
    }
    if (node.parentNode !== parent || node.nextSibling !== before)
        parent.insertBefore(node, before);
}

/** Renders a component; `was` are the props of the last time. */
function draw(vnode: VNode, was: Props | undefined, before: Node | null): void {
    const { type, props, instance, parent } = vnode;
    const old = vnode.kids;
    if (instance) {
        instance.props = props;
        dirty.delete(instance);
    }
    vnode.kids = asKids(instance ? instance.render() : (type as (props: Props) => Child)(props));
    patchKids(parent!, old, vnode.kids, before);
    if (!instance) return;
    after_all.push(() =>
        was ? instance.componentDidUpdate?.(was) : instance.componentDidMount?.(),
    );
}

function remove({ kids, instance, node, props }: VNode, from_document: boolean): void {
    instance?.componentWillUnmount?.();
    if (instance) {
        instance.vnode = undefined;
        dirty.delete(instance);
    }
    if (props.ref) props.ref.current = null;
    for (const kid of kids) if (kid) remove(kid, from_document && !node);
    if (from_document) node?.remove();
}

function setProperty(element: Element, name: string, value: unknown, old: unknown): void {
    if (name === "children" || name === "ref") return;
    const target = element as unknown as Record<string, unknown>;
    if (name === "value") {
        // The person may have typed since: what counts is what stands there.
        if (target.value !== value) target.value = value;
    } else if (value === old) return;
    else if (name.startsWith("on")) target[name.toLowerCase()] = value ?? null;
    else if (name in element && !(element instanceof SVGElement)) target[name] = value ?? "";
    else if (value == null) element.removeAttribute(name);
    else element.setAttribute(name === "className" ? "class" : name, `${value}`);
}
