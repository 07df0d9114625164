// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Component, createRef, Fragment, jsx, render } from "./render.ts";

let root: HTMLElement;
beforeEach(() => {
    root = document.createElement("div");
    document.body.replaceChildren(root);
});

// biome-ignore lint/suspicious/noExplicitAny: elements are built by hand here, as the compiler would
type Any = any;
const h = (type: Any, props: Any = {}, ...children: Any[]) => {
    const { key, ...rest } = props;
    return jsx(type, { ...rest, ...(children.length && { children }) }, key);
};

/** Renders `view()` again at each call of the function it answers. */
function live(view: () => Any): () => Promise<void> {
    let app: Component;
    class App extends Component {
        override render() {
            app = this;
            return h("main", {}, view());
        }
    }
    render(h(App), root);
    return async () => {
        app.forceUpdate();
        await Promise.resolve();
    };
}
const main = () => root.firstElementChild!;
const html = () => main().innerHTML;

describe("elements", () => {
    test("text, numbers, nothing, arrays and fragments", () => {
        live(() => [
            "a",
            1,
            null,
            false,
            undefined,
            [h("b", { key: 1 }, "x"), h("b", { key: 2 }, "y")],
            h(Fragment, {}, "c", h("i", {}, "d")),
        ]);
        expect(html()).toBe("a1<b>x</b><b>y</b>c<i>d</i>");
    });

    test("properties, attributes, and what goes away again", async () => {
        let props: Any = {
            className: "one",
            id: "x",
            "aria-invalid": false,
            "aria-describedby": "y",
            "data-seq": 3,
        };
        const update = live(() => h("p", props));
        expect(html()).toBe(
            '<p class="one" id="x" aria-invalid="false" aria-describedby="y" data-seq="3"></p>',
        );
        props = { className: "two", "aria-invalid": true };
        await update();
        const p = main().firstElementChild!;
        expect(p.className).toBe("two");
        expect(p.getAttribute("aria-invalid")).toBe("true");
        expect(p.hasAttribute("aria-describedby")).toBe(false);
        expect(p.hasAttribute("data-seq")).toBe(false);
    });

    test("drawings have their own namespace and class", () => {
        live(() => h("svg", { className: "icon" }, h("path", { d: "M0 0" })));
        expect(main().querySelector("path")!.namespaceURI).toBe("http://www.w3.org/2000/svg");
        expect(main().firstElementChild!.getAttribute("class")).toBe("icon");
    });

    test("the newest handler hears", async () => {
        let handler: Any = vi.fn();
        const first = handler;
        const update = live(() => h("button", { onClick: handler }));
        handler = vi.fn();
        await update();
        (main().firstElementChild as HTMLElement).click();
        expect(first).not.toHaveBeenCalled();
        expect(handler).toHaveBeenCalledOnce();
        handler = undefined;
        await update();
        (main().firstElementChild as HTMLElement).click();
    });

    test("a value that the person changed is set back, one that is right is left alone", async () => {
        const update = live(() => h("input", { value: "a" }));
        const input = main().firstElementChild as HTMLInputElement;
        input.value = "typed";
        await update();
        expect(input.value).toBe("a");
        const set = vi.fn();
        Object.defineProperty(input, "value", { get: () => "a", set });
        await update();
        expect(set).not.toHaveBeenCalled();
    });

    test("a select chooses among options that come with it", () => {
        live(() =>
            h(
                "select",
                { value: "b" },
                h("option", { value: "a" }, "A"),
                h("option", { value: "b" }, "B"),
            ),
        );
        expect((main().firstElementChild as HTMLSelectElement).value).toBe("b");
    });

    test("a ref is there while its element is", async () => {
        const ref = createRef<HTMLElement>();
        let shown = true;
        const update = live(() => shown && h("p", { ref }));
        expect(ref.current).toBe(main().firstElementChild);
        shown = false;
        await update();
        expect(ref.current).toBe(null);
    });
});

describe("children", () => {
    const items = (keys: string) => [...keys].map((key) => h("li", { key }, key));
    const texts = () => [...main().children].map((one) => one.textContent).join("");

    test.each([
        ["abc", "abcd"],
        ["abc", "zabc"],
        ["abc", "axbc"],
        ["abc", "ac"],
        ["abc", "bc"],
        ["abc", ""],
        ["", "abc"],
        ["abc", "cab"],
        ["abc", "cba"],
        ["abcdef", "fxbad"],
    ])("%s becomes %s, and what stays is the same element", async (from, to) => {
        let keys = from;
        const update = live(() => h(Fragment, {}, items(keys)));
        const before = new Map([...main().children].map((one) => [one.textContent, one]));
        keys = to;
        await update();
        expect(texts()).toBe(to);
        for (const one of main().children) {
            const known = before.get(one.textContent);
            if (known) expect(one).toBe(known);
        }
    });

    test("what stays in order is not moved when others come and go", async () => {
        let keys = "abcd";
        const update = live(() => h(Fragment, {}, items(keys)));
        const moved: string[] = [];
        const insert = main().insertBefore;
        main().insertBefore = function (this: Node, node: Any, before: Any) {
            moved.push(node.textContent);
            return insert.call(this, node, before) as Any;
        };
        keys = "xbydz";
        await update();
        expect(texts()).toBe("xbydz");
        expect(moved.sort()).toEqual(["x", "y", "z"]);
    });

    test("what comes and goes beside them does not change who is who", async () => {
        let shown = false;
        const update = live(() => [shown && h("i", {}, "!"), h("input", {}), "end"]);
        const input = main().querySelector("input");
        shown = true;
        await update();
        expect(html()).toBe("<i>!</i><input>end");
        expect(main().querySelector("input")).toBe(input);
        shown = false;
        await update();
        expect(html()).toBe("<input>end");
    });

    test("another type at the same place is another element", async () => {
        let type = "p";
        const update = live(() => [h(type, {}, "x"), h("b", {}, "y")]);
        type = "h2";
        await update();
        expect(html()).toBe("<h2>x</h2><b>y</b>");
    });

    test("a component that shows nothing, then something, has its place", async () => {
        let shown = false;
        const Maybe = () => (shown ? [h("i", {}, "1"), h("i", {}, "2")] : null);
        const update = live(() => ["a", h(Maybe), "b"]);
        expect(html()).toBe("ab");
        shown = true;
        await update();
        expect(html()).toBe("a<i>1</i><i>2</i>b");
    });
});

describe("classes", () => {
    test("live from mount to unmount, and hear of each update once", async () => {
        const calls: string[] = [];
        let instance: Counter;
        class Counter extends Component<{ step: number }, { count: number }> {
            override state = { count: this.props.step };
            override componentDidMount() {
                instance = this;
                calls.push(`mount ${root.textContent}`);
            }
            override componentDidUpdate(before: { step: number }) {
                calls.push(`update ${before.step} ${root.textContent}`);
            }
            override componentWillUnmount() {
                calls.push("unmount");
            }
            override render() {
                return h("p", {}, `${this.state.count}/${this.props.step}`);
            }
        }
        let step: number | undefined = 1;
        const update = live(() => step && h(Counter, { step }));
        expect(calls).toEqual(["mount 1/1"]);
        instance!.setState({ count: 5 });
        instance!.setState({ count: 6 });
        await Promise.resolve();
        step = 2;
        await update();
        step = undefined;
        await update();
        instance!.setState({ count: 7 });
        await Promise.resolve();
        expect(calls).toEqual(["mount 1/1", "update 1 6/1", "update 1 6/2", "unmount"]);
        expect(html()).toBe("");
    });

    test("one that changes alone stays in its place", async () => {
        const all: Component[] = [];
        class Line extends Component<{ name: string }, { on: boolean }> {
            override render() {
                all.push(this as unknown as Component);
                return h((this.state as { on?: boolean }).on ? "b" : "i", {}, this.props.name);
            }
        }
        live(() => [h(Line, { name: "1" }), h(Line, { name: "2" }), "end"]);
        for (const one of [...all]) one.setState({ on: true } as object);
        await Promise.resolve();
        expect(html()).toBe("<b>1</b><b>2</b>end");
    });

    test("a change while updating is drawn too", async () => {
        class Settles extends Component<object, { n: number }> {
            override state = { n: 0 };
            override componentDidMount() {
                this.setState({ n: 1 });
            }
            override componentDidUpdate() {
                if (this.state.n < 3) this.setState({ n: this.state.n + 1 });
            }
            override render() {
                return h("p", {}, this.state.n);
            }
        }
        render(h(Settles), root);
        for (let i = 0; i < 5; i++) await Promise.resolve();
        expect(root.textContent).toBe("3");
    });
});
