// Managers give chats away, put them back, end them and sign agents out; and what agents read of
// that (C7, C13, C17, E49).
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk, type FakeServer, Refusal } from "./fake_server.ts";
import { manager } from "./manager.ts";

useBrowser();

const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };

const steering = (server: FakeServer) => {
    manager(server);
    server.user.rights.push("chat_monitor", "chat_steer", "agent_sign_out");
    server.on("chat.monitor", ({ chat }) => ({ chat: server.view(chat) }));
    server.on("chat.unmonitor", () => ({}));
    for (const operation of ["chat.assign", "chat.requeue", "chat.end"] as const) {
        server.on(operation, ({ chat }) => ({ chat: server.view(chat) }));
    }
    server.on("agent.sign_out", () => ({ presence: server.presence }));
};

test("from the drawer a chat is given to an agent with room, with a note", async () => {
    const { server, page } = await openDesk(steering, { path: "/desk/people" });
    await page.getByRole("button", { name: "Watch the chat with Luis Ferreira" }).click();
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    await drawer.getByRole("button", { name: "Decide" }).press("Enter");
    await page.getByRole("menuitem", { name: "Give to an agent …" }).press("Enter");
    const dialog = page.getByRole("dialog", {
        name: "Give the chat with Luis Ferreira to an agent",
    });
    const give = dialog.getByRole("button", { name: "Give the chat" });
    await focusOn(dialog.getByLabel("Search agents"));
    const choices = dialog.getByRole("radio");
    await choices.first().waitFor();
    expect(await give.isDisabled()).toBe(true);
    await choices.first().check();
    await dialog.getByLabel("Note to who gets it (optional)").fill(" speaks Danish ");
    await expectAccessible(page);
    server.on("chat.assign", () => {
        throw new Refusal({ code: "at_capacity", status: 409 });
    });
    await give.click();
    await dialog.getByRole("alert").getByText("has no room now").waitFor();
    server.on("chat.assign", ({ chat }) => ({ chat: server.view(chat) }));
    await give.click();
    await dialog.waitFor({ state: "hidden" });
    const calls = server.calls_of("chat.assign");
    expect(calls.at(-1)).toMatchObject({ chat: "chat_luis", note: "speaks Danish" });
});

test("a chat goes back into its queue, or ends, once one has said so twice", async () => {
    const { server, page } = await openDesk(steering, { path: "/desk/all/chat_luis" });
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByRole("menuitem", { name: "Back into the queue …" }).click();
    const back = page.getByRole("dialog", { name: "Put the chat with Luis Ferreira back?" });
    await back.getByText("with the wait that it had").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    expect(server.calls_of("chat.requeue")).toEqual([]);
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByRole("menuitem", { name: "Back into the queue …" }).click();
    await back.getByRole("button", { name: "Put it back" }).click();
    await expect.poll(() => server.calls_of("chat.requeue")).toEqual([{ chat: "chat_luis" }]);
    await back.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Decide" }).click();
    await page.getByRole("menuitem", { name: "End the chat …" }).click();
    const end = page.getByRole("dialog", { name: "End the chat with Luis Ferreira?" });
    await end.getByLabel("Reason (optional)").fill("abuse");
    await end.getByRole("button", { name: "End the chat" }).click();
    await expect
        .poll(() => server.calls_of("chat.end"))
        .toEqual([{ chat: "chat_luis", reason: "abuse" }]);
});

test("an agent is signed out from the list of people", async () => {
    const { server, page } = await openDesk(steering, { path: "/desk/people" });
    await page.getByRole("button", { name: "Sign out Maya Ortiz" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign out Maya Ortiz?" });
    await dialog.getByText("Their 2 open chats go back to their queues.").waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Sign out" }).click();
    await expect.poll(() => server.calls_of("agent.sign_out")).toEqual([{ agent: "usr_1" }]);
});

test("without the rights nothing of it is there", async () => {
    const watches = (server: FakeServer) => {
        steering(server);
        server.user.rights = server.user.rights.filter(
            (one) => one !== "chat_steer" && one !== "agent_sign_out",
        );
    };
    const { page } = await openDesk(watches, { path: "/desk/people" });
    await page.getByRole("button", { name: "Watch the chat with Luis Ferreira" }).click();
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    await drawer.getByRole("button", { name: "Whisper" }).waitFor();
    expect(await drawer.getByRole("button", { name: "Decide" }).count()).toBe(0);
    expect(await page.getByText("Sign out", { exact: true }).count()).toBe(0);
});

test("agents read who has decided what", async () => {
    const { server, page } = await openDesk(busyDesk);
    const notice = { by: mo, chat: "chat_luis", customer: "Luis Ferreira" };
    const to: Person = { kind: "agent", id: "usr_2", name: "Ben Adler" };
    const said = async (text: string) => page.getByText(text).first().waitFor();
    server.emit("notice", { kind: "chat_given", ...notice, note: "speaks Danish" });
    await said("Mo Boss has given you the chat with Luis Ferreira");
    await said("speaks Danish");
    server.emit("notice", { kind: "chat_given_on", ...notice, to });
    await said("Mo Boss has given the chat with Luis Ferreira to Ben Adler");
    server.emit("notice", { kind: "chat_requeued", ...notice, queue_name: "Sales" });
    await said("Mo Boss has put the chat with Luis Ferreira into the queue Sales");
    server.emit("notice", { kind: "chat_ended", ...notice });
    await said("Mo Boss has ended the chat with Luis Ferreira");
    server.emit("notice", { kind: "signed_out", by: mo, note: "shift is over" });
    await said("Mo Boss has signed you out");
});
