// What administrators change, over the wire: passwords, rights of who is connected, and the border
// between organizations (V4 to V7; faults B02, B03, B12).

import { beforeAll, describe, expect, test } from "vitest";
import { Client, Desk, refused, sign_in, soon } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        agent("olga", 50, "other"),
        { name: "mona", password, role: "manager" },
        { name: "ines", password, role: "administrator" },
    ],
});

const login = (name: string, word: string) =>
    new Client(server()).call("auth.login", { name, password: word });

describe("api: administration", () => {
    let ines: Client;
    const id_of = async (name: string) => {
        const { items } = await ines.call("user.list", {});
        return items.find((one) => one.name === name)?.id as string;
    };
    beforeAll(async () => {
        ines = await sign_in(server(), "ines");
    });

    test("V4: who is added can sign in, with the password and no other", async () => {
        const secret = "a password of her own";
        server().secrets.add(secret);
        const { user } = await ines.call("user.create", {
            name: "Lena",
            display_name: "Lena Brandt",
            password: secret,
            roles: ["agent"],
            capacity: 3,
        });
        expect(user).toMatchObject({ name: "lena", active: true, capacity: 3, queues: [] });
        expect((await login("lena", secret)).user).toMatchObject({ roles: ["agent"] });
        expect((await refused(login("lena", password))).problem.code).toBe("bad_credentials");
    });

    test.each([
        ["short", "14 characters!"],
        ["long", "x".repeat(129)],
        ["empty", ""],
    ])("a password that is too %s is refused with its path", async (_, word) => {
        const params = { name: "nina", password: word, roles: ["agent" as const] };
        const { problem } = await refused(ines.call("user.create", params));
        expect(problem).toMatchObject({ code: "invalid", path: "/password" });
        const socket = await ines.socket();
        const other = await refused(socket.call("user.create", params));
        expect(other.problem).toMatchObject({ code: "invalid", path: "/password" });
        await socket.close();
    });

    test("a name is taken in the whole installation", async () => {
        for (const name of ["anna", "OLGA"]) {
            const { problem } = await refused(
                ines.call("user.create", { name, password, roles: ["agent"] }),
            );
            expect(problem).toMatchObject({ code: "conflict", path: "/name" });
        }
    });

    test("the same request makes one user, whatever the password", async () => {
        const params = { name: "rita", roles: ["manager" as const], request_id: "r1" };
        const first = await ines.call("user.create", { ...params, password });
        const again = await ines.call("user.create", { ...params, password: `${password}2` });
        expect(again).toEqual(first);
        expect((await login("rita", password)).user.name).toBe("rita");
    });

    test("many passwords at once are set one after the other, and over sockets", async () => {
        const socket = await ines.socket();
        const made = await Promise.all(
            ["a", "b", "c", "d"].map((letter) =>
                socket.call("user.create", {
                    name: `many-${letter}`,
                    password,
                    roles: ["agent"],
                }),
            ),
        );
        expect(made.map((one) => one.user.name)).toEqual(["many-a", "many-b", "many-c", "many-d"]);
        await socket.close();
    });

    test("B12: a new password ends the sessions of the one whose it is", async () => {
        const { user } = await ines.call("user.create", {
            name: "sven",
            password,
            roles: ["agent"],
        });
        const sven = await sign_in(server(), "sven");
        const socket = await sven.socket();
        await ines.call("user.set_password", { user: user.id, password: "a brand new password" });
        expect((await soon(socket.closed, "the end of the socket")).code).toBe(4503);
        expect((await refused(sven.call("auth.me", {}))).problem.code).toBe("unauthenticated");
        expect((await login("sven", "a brand new password")).user.name).toBe("sven");
        // The administrator's own session stays.
        const me = (await ines.call("auth.me", {})).user.id;
        await ines.call("user.set_password", { user: me, password });
        await ines.call("auth.me", {});
    });

    test("who is made inactive is signed out at once and cannot come back", async () => {
        await ines.call("user.create", { name: "tim", password, roles: ["agent"] });
        const tim = await sign_in(server(), "tim");
        const socket = await tim.socket();
        const user = await id_of("tim");
        await ines.call("user.update", { user, active: false });
        expect((await soon(socket.closed, "the end of the socket")).code).toBe(4503);
        expect((await refused(login("tim", password))).problem.code).toBe("bad_credentials");
        await ines.call("user.update", { user, active: true });
        expect((await login("tim", password)).user.name).toBe("tim");
    });

    test("V4: an open connection has the rights of now, and hears of them first", async () => {
        const mona = await sign_in(server(), "mona");
        const socket = await mona.socket();
        expect((await refused(socket.call("presence.get", {}))).problem.code).toBe("forbidden");
        const user = await id_of("mona");
        const queue = (await ines.call("queue.list", {})).items[0]?.id as string;
        await ines.call("user.update", {
            user,
            roles: ["agent", "manager"],
            queues: [queue],
            capacity: 2,
        });
        const told = await socket.event("user.changed", () => true);
        expect(told.user.roles).toEqual(["agent", "manager"]);
        expect((await socket.call("presence.get", {})).presence.capacity).toBe(2);
        // And gets chats, as the connection was there before she was an agent.
        await socket.call("presence.set", { status: "available" });
        const kim = new Client(
            server(),
            (await new Client(server()).call("visitor.start", { organization: "main" })).token,
        );
        await kim.call("chat.start", { queue, text: "hello" });
        await socket.event("chat.offered", () => true);

        await ines.call("user.update", { user, roles: ["manager"] });
        await socket.event("offer.withdrawn", () => true);
        await socket.event("user.changed", (one) => one.user.roles.length === 1);
        expect((await refused(socket.call("presence.get", {}))).problem.code).toBe("forbidden");
        await socket.close();
    });

    test("W1: another organization's queue and people cannot be named", async () => {
        const olga = await sign_in(server(), "olga");
        const queue = (await olga.call("queue.list", {})).items[0]?.id as string;
        const user = await id_of("anna");
        const foreign = await refused(ines.call("user.update", { user, queues: [queue] }));
        const unknown = await refused(ines.call("user.update", { user, queues: ["que_x"] }));
        expect(foreign.problem).toEqual(unknown.problem);
        expect(foreign.problem).toMatchObject({ code: "invalid", path: "/queues/0" });
        const own = (await ines.call("queue.list", {})).items[0]?.id as string;
        const olgas = (await olga.call("auth.me", {})).user.id;
        const member = await refused(ines.call("queue.update", { queue: own, members: [olgas] }));
        expect(member.problem).toMatchObject({ code: "invalid", path: "/members/0" });
    });

    test("an administrator asks for the own organization", async () => {
        const { organization } = await ines.call("organization.get", {});
        expect(organization).toEqual({ slug: "main", name: "main" });
    });

    test("open desks hear of new queues and statuses", async () => {
        const anna = await Desk.open(server(), "anna");
        const { queue } = await ines.call("queue.create", { name: "Returns" });
        await anna.socket.event("setup.changed", (one) => one.part === "queues");
        await ines.call("queue.remove", { queue: queue.id });
        await anna.socket.close();
    });
});
