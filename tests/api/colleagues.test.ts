// What colleagues write to each other apart from any chat: who may, that it arrives at once and
// takes no place, and what each has read (E36, E50).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, Desk, refused, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("ben"),
        agent("carl"),
        agent("olga", 5, "other"),
        { name: "max", password, role: "manager" },
        { name: "ines", password, role: "administrator" },
    ],
});

/** There are two organizations here. */
async function visitor_of_main(): Promise<Client> {
    const wanted = { organization: "main", name: "Kim" };
    const { token } = await new Client(server()).call("visitor.start", wanted);
    return new Client(server(), token);
}

describe("api: colleagues", () => {
    let ines: Client;
    let anna: Desk;
    let ben: Desk;
    let carl: Desk;
    const ids: Record<string, string> = {};

    beforeAll(async () => {
        ines = await sign_in(server(), "ines");
        const { items } = await ines.call("user.list", {});
        for (const one of items) ids[one.name] = one.id;
        // Anna and Ben share a team, Carl has nothing with them.
        await ines.call("team.save", {
            name: "Night",
            members: [ids.anna as string, ids.ben as string],
        });
        anna = await Desk.open(server(), "anna");
        ben = await Desk.open(server(), "ben");
        carl = await Desk.open(server(), "carl");
    });
    afterAll(async () => {
        for (const one of [anna, ben, carl]) await one.socket.close();
    });

    const post = (who: Client, to: string, text: string) =>
        who.call("colleague.post", { to: ids[to] as string, client_id: uuid(), text });

    test("E50: it arrives at once, to both and to nobody else, and takes no place", async () => {
        const { message } = await post(anna.client, "ben", "Coffee?");
        expect(message).toMatchObject({ place: 1, from: { name: "anna" }, to: { name: "ben" } });
        for (const desk of [anna, ben]) {
            expect((await desk.socket.event("colleague.posted")).message).toEqual(message);
        }
        await carl.client.call("auth.me", {});
        expect(carl.socket.events.map((one) => one.type)).not.toContain("colleague.posted");
        expect((await ben.client.call("presence.get", {})).presence.load).toBe(0);
        await post(ben.client, "anna", "In five minutes");
        const page = await anna.client.call("colleague.messages", { with: ids.ben as string });
        expect(page.items.map((one) => one.text)).toEqual(["Coffee?", "In five minutes"]);
        const older = { with: ids.ben as string, before: 2, limit: 10 };
        const first = await anna.client.call("colleague.messages", older);
        expect(first.items.map((one) => one.place)).toEqual([1]);
    });

    test("each has what they have not read, until they have", async () => {
        const unread = async (who: Client) =>
            (await who.call("colleague.list", {})).items.map((one) => [
                one.colleague.person.name,
                one.last.text,
                one.unread,
            ]);
        expect(await unread(anna.client)).toEqual([["ben", "In five minutes", 1]]);
        expect(await unread(ben.client)).toEqual([["anna", "In five minutes", 1]]);
        await anna.client.call("colleague.mark_read", { with: ids.ben as string });
        expect((await anna.socket.event("colleague.read")).with).toBe(ids.ben);
        expect(await unread(anna.client)).toEqual([["ben", "In five minutes", 0]]);
        expect(await unread(carl.client)).toEqual([]);
    });

    test("P2: the same client_id is the same message, and no other", async () => {
        const one = { to: ids.ben as string, client_id: uuid(), text: "Now?" };
        const first = await anna.client.call("colleague.post", one);
        expect(await anna.client.call("colleague.post", one)).toEqual({
            message: first.message,
            duplicate: true,
        });
        const other = anna.client.call("colleague.post", { ...one, text: "Later?" });
        expect((await refused(other)).problem).toMatchObject({
            code: "conflict",
            path: "/client_id",
        });
    });

    test("E50: only who shares a queue or a team; managers with everybody, both ways", async () => {
        const { problem } = await refused(post(anna.client, "carl", "Hi"));
        expect(problem.code).toBe("forbidden");
        const max = await sign_in(server(), "max");
        await post(max, "carl", "Please take the phones");
        await post(carl.client, "max", "I do");
        const found = await anna.client.call("colleague.find", { like: "" });
        expect(found.items.map((one) => [one.person.name, one.may_write]).sort()).toEqual([
            ["ben", true],
            ["carl", false],
            ["ines", true],
            ["max", true],
        ]);
        const named = await anna.client.call("colleague.find", { like: "BE" });
        expect(named.items.map((one) => one.person.name)).toEqual(["ben"]);
    });

    test("E50: both have to be signed in", async () => {
        const before = await anna.client.call("colleague.find", { like: "ines" });
        expect(before.items.map((one) => one.signed_in)).toEqual([true]);
        await ines.call("auth.logout", {});
        const { problem } = await refused(post(anna.client, "ines", "Are you there?"));
        expect(problem.code).toBe("agent_gone");
    });

    test("P17: another organization has nobody; customers have no colleagues", async () => {
        const kim = await visitor_of_main();
        const olgas_id = (await (await sign_in(server(), "olga")).call("auth.me", {})).user.id;
        for (const to of [olgas_id, "usr_0000000000000", ids.anna as string]) {
            const call = anna.client.call("colleague.post", { to, client_id: uuid(), text: "Hi" });
            expect((await refused(call)).problem.code).toBe("not_found");
            const read = anna.client.call("colleague.messages", { with: to });
            expect((await refused(read)).problem.code).toBe("not_found");
        }
        const { problem } = await refused(post(kim, "anna", "Hi"));
        expect(problem.code).toBe("forbidden");
        const found = await anna.client.call("colleague.find", { like: "olga" });
        expect(found.items).toEqual([]);
    });
});
