// Signing in and out (faults B12, B15, B16; promises 3.1).

import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { Client, refused, Socket, sign_in, soon } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({ accounts: [agent("anna"), agent("ben")] });

const login = (params: object, headers: Record<string, string> = {}) =>
    new Client(server()).post("auth.login", JSON.stringify(params), headers);

/** The cookie of a fresh sign-in, as a request carries it: "name=value". */
async function cookie_of(name: string): Promise<string> {
    const response = await login({ name, password });
    expect(response.status).toBe(200);
    const [cookie = ""] = response.headers.getSetCookie();
    server().secrets.add(cookie.split(";")[0]?.split("=")[1] as string);
    return cookie.split(";")[0] as string;
}

const with_cookie = (operation: string, cookie: string) =>
    new Client(server()).try(operation, {}, { cookie, origin: server().url });

describe("api: signing in", () => {
    test("sets a cookie that scripts and other sites do not get", async () => {
        const response = await login({ name: "anna", password });
        const [cookie = ""] = response.headers.getSetCookie();
        for (const attribute of ["HttpOnly", "SameSite=Strict", "Path=/"]) {
            expect(cookie.toLowerCase()).toContain(attribute.toLowerCase());
        }
        expect(cookie.toLowerCase()).not.toContain("domain=");
        const { user, token } = await response.json();
        expect(user).toMatchObject({ name: "anna", roles: ["agent"] });
        expect(token).toBeUndefined();
    });

    test("gives a token only where it is asked for", async () => {
        const response = await login({ name: "anna", password, token: true });
        const { token } = await response.json();
        expect(token.length).toBeGreaterThanOrEqual(43); // 256 bits in base64url
        server().secrets.add(token);
    });

    test("the cookie signs calls and sockets of the own origin in", async () => {
        const cookie = await cookie_of("anna");
        expect(await with_cookie("auth.me", cookie)).toMatchObject({ user: { name: "anna" } });
        const socket = await Socket.connect(server(), { cookie, origin: server().url });
        const opened = await socket.call("session.open", {});
        expect(opened.user?.name).toBe("anna");
        await socket.close();
    });

    test("names are not case sensitive, passwords are", async () => {
        expect((await login({ name: "ANNA", password })).status).toBe(200);
        expect((await login({ name: "anna", password: password.toUpperCase() })).status).toBe(401);
    });

    test("an unknown name and a wrong password get the same answer", async () => {
        const wrong = await login({ name: "anna", password: "not the right password" });
        const unknown = await login({ name: "nobody", password: "not the right password" });
        expect(wrong.status).toBe(401);
        expect(unknown.status).toBe(401);
        const problem = await wrong.json();
        expect(problem.code).toBe("bad_credentials");
        expect(await unknown.json()).toEqual(problem);
    });

    test("B12: after logout the cookie and the token are worth nothing", async () => {
        const cookie = await cookie_of("anna");
        const socket = await Socket.connect(server(), { cookie, origin: server().url });
        await socket.call("session.open", {});
        await with_cookie("auth.logout", cookie);
        expect((await soon(socket.closed, "the end of the socket", 3000)).code).toBe(4503);
        expect((await refused(with_cookie("auth.me", cookie))).problem.code).toBe(
            "unauthenticated",
        );
        const anna = await sign_in(server(), "anna");
        await anna.call("auth.logout", {});
        expect((await refused(anna.call("auth.me", {}))).problem.code).toBe("unauthenticated");
    });

    test("B12: logging out ends one session and not the others", async () => {
        const here = await sign_in(server(), "anna");
        const there = await sign_in(server(), "anna");
        const socket = await there.socket();
        await here.call("auth.logout", {});
        expect((await there.call("auth.me", {})).user.name).toBe("anna");
        await socket.call("auth.me", {});
        await socket.close();
    });

    test("B12: logout deletes the cookie", async () => {
        const cookie = await cookie_of("ben");
        const response = await new Client(server()).post("auth.logout", "{}", {
            cookie,
            origin: server().url,
        });
        expect(response.headers.getSetCookie()[0]).toMatch(/max-age=0|expires=thu, 01 jan 1970/i);
    });

    test("B12: signing in makes a new token, even with an old cookie", async () => {
        const first = await cookie_of("ben");
        const response = await login(
            { name: "ben", password },
            { cookie: first, origin: server().url },
        );
        const second = response.headers.getSetCookie()[0]?.split(";")[0];
        expect(second).not.toBe(first);
    });

    test("B16: a password of more than 128 bytes is refused before it is hashed", async () => {
        const response = await login({ name: "anna", password: "x".repeat(129) });
        expect(response.status).toBe(422);
        expect(await response.json()).toMatchObject({ code: "invalid", path: "/password" });
        const huge = await login({ name: "anna", password: "x".repeat(1024 * 1024) });
        expect(huge.status).toBe(413);
    });

    test("B16: of many sign-ins at once those beyond the queue are told to come back", async () => {
        const tries = await Promise.all(
            Array.from({ length: 150 }, (_, i) =>
                login({ name: `u${i}`, password: "a wrong password" }),
            ),
        );
        const statuses = new Set(tries.map((one) => one.status));
        expect([...statuses].sort()).toEqual([401, 503]);
        const busy = tries.find((one) => one.status === 503) as Response;
        expect(await busy.json()).toMatchObject({ code: "overloaded" });
        expect((await login({ name: "anna", password })).status).toBe(200);
    });
});

describe("api: guessing passwords", () => {
    const guarded = useServer({
        accounts: [agent("anna"), agent("ben")],
        limits: { sign_in_tries: 5 },
    });

    test("B15: after five wrong passwords a name must wait, known or not", async () => {
        const answers: unknown[] = [];
        for (const name of ["anna", "nobody"]) {
            const anyone = new Client(guarded());
            let last = await refused(
                anyone.try("auth.login", { name, password: "wrong password" }),
            );
            for (let i = 0; i < 5; i++) {
                last = await refused(
                    anyone.try("auth.login", { name, password: "wrong password" }),
                );
            }
            expect([last.status, last.problem.code]).toEqual([429, "too_many"]);
            expect(last.problem.retry_ms).toBeGreaterThan(0);
            expect(Number(last.headers?.get("retry-after"))).toBeGreaterThan(0);
            const { retry_ms: _, ...rest } = last.problem;
            answers.push(rest);
        }
        expect(answers[0]).toEqual(answers[1]);
        // Not even the right password helps now.
        const right = await refused(
            new Client(guarded()).try("auth.login", { name: "anna", password }),
        );
        expect(right.problem.code).toBe("too_many");
    });
});

/** The status of a sign-in that comes from another address of this machine. */
function login_from(localAddress: string, url: string, params: object): Promise<number> {
    return new Promise((resolve, reject) => {
        const call = request(`${url}/api/v1/auth.login`, {
            method: "POST",
            localAddress,
            headers: { "content-type": "application/json" },
        });
        call.on("response", (response) => {
            response.resume();
            resolve(response.statusCode as number);
        });
        call.on("error", reject);
        call.end(JSON.stringify(params));
    });
}

describe("api: guessing from elsewhere", () => {
    const guarded = useServer({ accounts: [agent("anna")], limits: { sign_in_tries: 3 } });

    test("B15: keeps nobody out who has signed in from where they are before", async () => {
        const { url } = guarded();
        const right = { name: "anna", password };
        expect(await login_from("127.0.0.1", url, right)).toBe(200);
        const guess = { name: "anna", password: "wrong password" };
        const guesses: number[] = [];
        for (let i = 0; i < 4; i++) guesses.push(await login_from("127.0.0.2", url, guess));
        expect(guesses).toEqual([401, 401, 401, 429]);
        expect(await login_from("127.0.0.3", url, right)).toBe(429);
        expect(await login_from("127.0.0.1", url, right)).toBe(200);
    });
});
