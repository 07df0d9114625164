// Prepared answers on the scripted server: some that all have, and what the agent makes of their own.
import type { Canned } from "../../../web/sdk/src/generated.ts";
import { ago, anna, type FakeServer, Refusal } from "./fake_server.ts";

export function answer(code: string, part: Partial<Canned> = {}): Canned {
    return {
        id: `canned_${code}_${part.language ?? "any"}`,
        scope: "all",
        folder: ["Orders"],
        code,
        title: code,
        text: code,
        language: "any",
        version: 1,
        updated_at: ago(3_600),
        uses: 0,
        ...part,
    };
}

const first = [
    answer("refund", {
        title: "Refund is on its way",
        text: "Hello {{customer.first_name|there}}, order {{order.number}} is refunded by {{date}}.",
        language: "en",
    }),
    answer("refund", {
        title: "Erstattung ist unterwegs",
        text: "Guten Tag {{customer.name}}, Bestellung {{order.number}} ist erstattet.",
        language: "de",
    }),
    answer("return", {
        title: "How to return something",
        text: "Hello {{customer.first_name|there}}, {{agent.first_name}} here: 30 days.",
    }),
    answer("hello", { title: "Hello", text: "How can I help?", folder: ["Greetings"] }),
];

/** The agent may use them; gives those that there are. */
export function withCanned(server: FakeServer): Canned[] {
    const all = structuredClone(first);
    server.user = { ...anna, rights: [...anna.rights, "chat_canned"] };
    const known = (id: string) => {
        const found = all.find((one) => one.id === id);
        if (!found) throw new Refusal({ status: 404, code: "not_found" });
        return found;
    };
    server.on("canned.list", () => ({ items: all }));
    server.on("canned.used", ({ canned }) => {
        known(canned).uses += 1;
        return {};
    });
    server.on("canned.create", ({ request_id: _, folder = [], language = "any", ...said }) => {
        if (all.some((one) => one.code === said.code && one.scope === said.scope)) {
            throw new Refusal({ status: 409, code: "conflict", path: "/code" });
        }
        const made = answer(said.code, { ...said, folder, language, id: `canned_${all.length}` });
        all.push(made);
        server.emit("setup.changed", { part: "canned" });
        return { canned: made };
    });
    server.on("canned.update", ({ canned, version, ...said }) => {
        const found = Object.assign(known(canned), said, { version: version + 1 });
        server.emit("setup.changed", { part: "canned" });
        return { canned: found };
    });
    server.on("canned.delete", ({ canned }) => {
        all.splice(all.indexOf(known(canned)), 1);
        server.emit("setup.changed", { part: "canned" });
        return {};
    });
    return all;
}
