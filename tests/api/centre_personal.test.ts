// The support centre's pages that are one customer's: a message is left, and read again, without a
// script (E24, C3, C11).

import { describe, expect, test } from "vitest";
import { Desk, new_visitor, sign_in, uuid } from "./harness/client.ts";
import { agent, password, useServer } from "./harness/server.ts";

const server = useServer({
    accounts: [
        agent("anna"),
        { name: "mona", password, role: "manager" },
        { ...agent("olga"), organization: "other" },
    ],
});
const main = "/en/of/main";

/** A browser without scripts: it follows no address by itself, and keeps its cookies. */
class Browser {
    cookie = "";

    async get(path: string): Promise<Response> {
        return this.#keep(
            await fetch(`${server().url}${path}`, {
                headers: { cookie: this.cookie },
                redirect: "manual",
            }),
        );
    }
    async text(path: string): Promise<string> {
        return (await this.get(path)).text();
    }
    async send(path: string, form: Record<string, string>, headers = {}): Promise<Response> {
        return this.#keep(
            await fetch(`${server().url}${path}`, {
                method: "POST",
                body: new URLSearchParams(form),
                headers: { cookie: this.cookie, ...headers },
                redirect: "manual",
            }),
        );
    }
    #keep(response: Response): Response {
        const set = response.headers.get("set-cookie");
        if (set) this.cookie = set.slice(0, set.indexOf(";"));
        return response;
    }
}

const dana = { name: "Dana", email: "dana@example.org", text: "Where is my <parcel>?" };

describe("api: a customer's pages in the support centre", () => {
    test("a message is left, is found among the unanswered, and is read again", async () => {
        const browser = new Browser();
        const page = await browser.text(`${main}/message`);
        expect(page).toContain('<form class="message" method="post"');
        const sent = await browser.send(`${main}/message`, dana);
        expect(sent.status).toBe(303);
        const where = sent.headers.get("location") ?? "";
        expect(where).toMatch(/^\/en\/of\/main\/conversations\/chat_[0-9a-z]{13}\?left$/);
        expect(sent.headers.get("set-cookie")).toMatch(
            /^parley-customer=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
        );
        const conversation = await browser.text(where);
        expect(conversation).toContain("Thank you. We have your message.");
        expect(conversation).toContain('<p class="said">Where is my &lt;parcel&gt;?</p>');
        const list = await browser.text(`${main}/conversations`);
        expect(list).toContain("Where is my &lt;parcel&gt;?");
        expect(list).toContain("Closed");
        const mona = await sign_in(server(), "mona");
        const { items } = await mona.call("chat.list", { state: "unanswered" });
        expect(items[0]?.customer).toMatchObject({ name: "Dana", email: "dana@example.org" });
        // Once more is one more conversation of the same customer, who need not say who they are.
        const again = { name: "", email: "", text: "Another thing" };
        expect((await browser.send(`${main}/message`, again)).status).toBe(303);
        const both = await mona.call("chat.list", { state: "unanswered" });
        expect(both.items.slice(0, 2).map((one) => one.customer.id)).toEqual([
            items[0]?.customer.id,
            items[0]?.customer.id,
        ]);
    });

    test.each([
        ["email", { ...dana, email: "" }, "Please give an e-mail address"],
        ["email", { ...dana, email: "dana@" }, "Please give an e-mail address"],
        ["text", { ...dana, text: "  " }, "Please write a message"],
        ["text", { ...dana, text: "x".repeat(501) }, "Please write a message. It may have so many"],
        ["text", { ...dana, text: "x".repeat(2001) }, "Please write a message"],
        ["name", { ...dana, name: "x".repeat(121) }, "The name may have"],
    ])("a wrong %s is said at its field, and what was written is kept", async (name, form, why) => {
        const browser = new Browser();
        const response = await browser.send(`${main}/message`, form);
        expect(response.status).toBe(422);
        const page = await response.text();
        expect(page).toContain(`<p class="problem" role="alert" id="wrong">${why}`);
        expect(page).toMatch(new RegExp(`id="${name}"[^>]* aria-describedby="wrong"`));
        expect(page).toContain(form.name);
        if (name !== "text") expect(page).toContain("Where is my &lt;parcel&gt;?");
    });

    test("what an agent has written is there as it was written, to nobody else", async () => {
        const kim = await new_visitor(server(), "Kim", "main");
        const anna = await Desk.open(server(), "anna");
        const { id: chat } = await anna.chat_with(kim, "The chat knows me");
        await anna.client.call("message.post", { chat, client_id: uuid(), text: "So do <we>" });
        const browser = new Browser();
        const taken = await browser.send(`${main}/conversations`, { token: kim.token ?? "" });
        expect(taken.headers.get("location")).toBe(`${main}/conversations`);
        const page = await browser.text(`${main}/conversations/${chat}`);
        expect(page).toContain("<strong>anna</strong>");
        expect(page).toContain("So do &lt;we&gt;");
        expect(page).toContain("Go on in the chat");
        expect(await browser.text(`/de/of/main/conversations/${chat}`)).toContain("anna");
        for (const other of [new Browser(), browser]) {
            if (other === browser) await browser.send(`${main}/conversations`, { forget: "yes" });
            const response = await other.get(`${main}/conversations/${chat}`);
            expect(response.status).toBe(404);
            expect(await response.text()).not.toContain("So do");
        }
        expect(browser.cookie).toBe("parley-customer=");
        const in_chat = new Browser();
        await in_chat.send(`${main}/conversations`, { token: kim.token ?? "" });
        const refused = await in_chat.send(`${main}/message`, dana);
        expect(refused.status).toBe(422);
        expect(await refused.text()).toContain("You are in a chat with us right now.");
        await anna.socket.close();
    });

    test("a token of nobody, of staff or of another organization is not kept", async () => {
        const lee = await new_visitor(server(), "Lee", "other");
        const anna = await sign_in(server(), "anna");
        for (const token of ["x".repeat(43), lee.token ?? "", anna.token ?? "", "a\r\nb: c"]) {
            const browser = new Browser();
            const response = await browser.send(`${main}/conversations`, { token });
            expect(response.headers.get("location")).toBe(`${main}/conversations?unknown`);
            expect(response.headers.get("set-cookie")).toBe(null);
        }
        // A customer of the other organization is nobody here.
        const browser = new Browser();
        browser.cookie = `parley-customer=${lee.token}`;
        expect(await browser.text(`${main}/conversations`)).toContain("There are none.");
        await browser.send(`${main}/message`, dana);
        expect(browser.cookie).not.toContain(lee.token);
    });

    test("pages of others send no forms, and a card number is stored nowhere", async () => {
        const browser = new Browser();
        const foreign = { origin: "https://evil.example" };
        expect((await browser.send(`${main}/message`, dana, foreign)).status).toBe(403);
        const card = "4111 1111 1111 1111";
        const sent = await browser.send(`${main}/message`, { ...dana, text: `Take ${card}` });
        const page = await browser.text(sent.headers.get("location") ?? "");
        expect(page).toContain("•••• 1111");
        expect(page).not.toContain(card);
    });
});
