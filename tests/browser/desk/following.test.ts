// A chat in which one takes no part, as one who was mentioned in it or has an offer of it reads it:
// it goes on while one looks. And who else looks.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Mention, Note, Person } from "../../../web/sdk/src/generated.ts";
import { focusIn, focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { ben } from "./colleagues.ts";
import { ago, busyDesk, type FakeServer } from "./fake_server.ts";

useBrowser();

const customer: Person = { kind: "customer", id: "vis_1", name: "Noah Berg" };

function note(place: number, text: string): Note {
    const said = { chat: "chat_ben", place, after_seq: 2, at: ago(0), from: ben, text };
    return { ...said, client_id: `n${place}`, mentions: [] };
}

/** A chat of Ben's, of which nobody tells Maya. */
function withAnothers(server: FakeServer): void {
    busyDesk(server);
    server.addChat({ id: "chat_ben", name: "Noah Berg", texts: ["<Hello"], agent: ben });
    server.on("chat.list", ({ state }) => ({
        items: [...server.chats.values()].filter(
            (one) => one.id !== "chat_ben" && (!state || one.state === state),
        ),
    }));
}

/** It goes on without an event. */
function goesOn(server: FakeServer, text: string): void {
    const chat = server.chats.get("chat_ben")!;
    const all = server.messages.get("chat_ben")!;
    const seq = all.length + 1;
    all.push({ id: `m${seq}`, chat: "chat_ben", seq, at: ago(0), from: customer, text });
    chat.seq = seq;
}

const bubble = (page: Page, text: string) => page.locator(".bubble", { hasText: text });

test("what one only reads goes on: messages, notes, and the end", async () => {
    const { server, page } = await openDesk(withAnothers, { path: "/desk/chats/chat_ben" });
    const notes: Note[] = [];
    server.on("chat.notes", ({ after }) => ({
        items: notes.filter((one) => one.place > Number(after ?? 0)),
    }));
    await page.getByText("You are reading along").waitFor();
    await bubble(page, "Hello").waitFor();
    goesOn(server, "Is anybody there?");
    notes.push(note(1, "Ask the carrier"));
    await bubble(page, "Is anybody there?").waitFor();
    await page.getByText("Ask the carrier", { exact: true }).waitFor();
    goesOn(server, "Goodbye");
    Object.assign(server.chats.get("chat_ben")!, {
        state: "closed",
        ended_at: ago(0),
        end_reason: "customer_ended",
    });
    await page.getByText("This chat was ended by the customer.").waitFor();
    await bubble(page, "Goodbye").waitFor();
    // Then there is nothing to follow any more.
    const asked = server.calls_of("chat.get").length;
    await page.waitForTimeout(2_500);
    expect(server.calls_of("chat.get").length).toBe(asked);
});

test("a mention that is opened by keys leads to the heading of its chat", async () => {
    const mention: Mention = {
        note: note(1, "@Maya Ortiz look"),
        customer: "Noah Berg",
        queue_name: "Orders",
    };
    const { page } = await openDesk(
        (server) => {
            withAnothers(server);
            server.on("mention.list", () => ({ items: [mention] }));
            server.on("mention.see", () => ({}));
            server.on("chat.notes", () => ({
                items: [
                    { ...mention.note, mentions: [{ kind: "agent", id: "usr_anna", name: "" }] },
                ],
            }));
        },
        { path: "/desk/chats/chat_dana" },
    );
    await bubble(page, "birthday present").waitFor();
    await page.getByRole("button", { name: /mention/i }).focus();
    await page.keyboard.press("Enter");
    await focusIn(page.getByRole("menu"));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/chat_ben");
    await focusOn(page.getByRole("heading", { name: "Noah Berg" }).first());
});

test("who comes into the chat looks on no more", async () => {
    const { server, page } = await openDesk(busyDesk, { path: "/desk/chats/chat_dana" });
    await bubble(page, "birthday present").waitFor();
    const viewers = page.getByText("Ben Arndt has this chat open, too");
    server.emit("chat.viewing", { chat: "chat_dana", by: ben }, true);
    await viewers.waitFor();
    server.chats.get("chat_dana")!.guests = [{ agent: ben, joined_at: ago(0) }];
    // As who takes part is told by each event that shows the chat.
    server.emit("help.changed", { chat: server.view("chat_dana"), by: ben });
    await viewers.waitFor({ state: "detached" });
});
