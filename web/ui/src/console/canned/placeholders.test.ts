import type { Chat } from "@parley/sdk";
import { expect, test } from "vitest";
import { fill, knownOf, nameOfStop, placesOf, stopFrom, unfill } from "./placeholders.ts";

const known = { "customer.first_name": "Dana", "customer.name": "Dana Whitfield", empty: " " };

test("what is known is filled in, whatever spaces and capitals stand in the braces", () => {
    expect(fill("Hello {{customer.first_name|there}}, {{ Customer.Name }}!", known)).toEqual({
        text: "Hello Dana, Dana Whitfield!",
        stops: [],
    });
});

test("what is not known says the words behind the bar, which may be none", () => {
    const { text, stops } = fill("Hello {{x|there}}{{y|}}, {{empty|nobody}}", known);
    expect([text, stops]).toEqual(["Hello there, nobody", []]);
});

test("what is not known and has no such words is a stop, once for each name", () => {
    const filled = fill("{{order.number}} or {{ date }} or {{order.number}}", known);
    expect(filled.text).toBe("{{order.number}} or {{ date }} or {{order.number}}");
    expect(filled.stops).toEqual(["{{order.number}}", "{{ date }}"]);
    expect(filled.stops.map(nameOfStop)).toEqual(["order.number", "date"]);
});

test("braces in a customer's name are a name, and names of objects are none", () => {
    expect(fill("{{customer.name}}", { "customer.name": "{{agent.name}}" })).toEqual({
        text: "{{agent.name}}",
        stops: [],
    });
    expect(fill("{{constructor}} {{__proto__}}", known).stops).toHaveLength(2);
    expect(fill("{{}} {x} {{a{b}}", known)).toEqual({ text: "{{}} {x} {{a{b}}", stops: [] });
});

test("a chat tells its customer, agent, queue and the fields of its form", () => {
    const chat = {
        customer: { id: "v", name: "Dana  Whitfield" },
        queue_name: "Sales",
        fields: { Order_Number: "4711" },
    } as unknown as Chat;
    expect(knownOf(chat, { display_name: "Maya Ortiz" })).toEqual({
        "customer.name": "Dana  Whitfield",
        "customer.first_name": "Dana",
        "customer.email": undefined,
        "agent.name": "Maya Ortiz",
        "agent.first_name": "Maya",
        "chat.queue": "Sales",
        "field.order_number": "4711",
    });
});

test("Tab goes from stop to stop and then on, Shift+Tab back", () => {
    const places = placesOf("a {{x}} b {{y}} {{x}}", ["{{x}}", "{{y}}"]);
    expect(places.map((one) => one.from)).toEqual([2, 10, 16]);
    expect(stopFrom(places, { from: 0, to: 0 }, false)?.from).toBe(2);
    expect(stopFrom(places, { from: 2, to: 7 }, false)?.from).toBe(10);
    expect(stopFrom(places, { from: 16, to: 21 }, false)).toBeUndefined();
    expect(stopFrom(places, { from: 10, to: 15 }, true)?.from).toBe(2);
    expect(stopFrom(places, { from: 2, to: 7 }, true)).toBeUndefined();
});

test("what was written to one customer does not carry their name to the next", () => {
    const chat = { customer: { id: "v", name: "Dana Whitfield", email: "d@example.org" } };
    const said = "Hello Dana, Dana Whitfield: I write to d@example.org. Danaë is another one.";
    expect(unfill(said, chat)).toBe(
        "Hello {{customer.first_name}}, {{customer.name}}: I write to {{customer.email}}. " +
            "Danaë is another one.",
    );
    expect(unfill("I am Jo", { customer: { id: "v", name: "Jo" } })).toBe("I am Jo");
});
