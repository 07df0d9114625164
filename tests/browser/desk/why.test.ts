// N2: why did I get this chat? One sentence on the offer and in the chat's details, everybody who was
// considered behind a button; for managers, too.
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { expectFocused, focusIn } from "../focus.ts";
import { openDesk, useBrowser } from "./browser.ts";
import { busyDesk, explains, type FakeServer } from "./fake_server.ts";

useBrowser();
const script = (server: FakeServer) => {
    busyDesk(server);
    explains(server);
};

test("N2: on the offer a sentence, behind the button the whole table", async () => {
    const { server, page } = await openDesk(script, { path: "/desk/chats/chat_dana" });
    server.offer({ id: "o1", name: "Noah Berg" });
    const card = page.getByRole("article");
    await card.getByText("You had been free longest (12:41) of the 2 who could take it.").waitFor();
    expect(server.calls_of("offer.explain")).toContainEqual({ offer: "o1" });
    await expectAccessible(page);
    await card.getByRole("button", { name: "All agents" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("row", { name: /^You Chosen/ }).waitFor();
    await dialog.getByRole("row", { name: /^Ravi Patel Free for a shorter time/ }).waitFor();
    await dialog.getByRole("row", { name: /^Tess Nguyen.*French 2 of 4/ }).waitFor();
    await dialog.getByRole("row", { name: "and 3 more Offline" }).waitFor();
    await expectAccessible(page);
    await focusIn(dialog);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expectFocused(page);
});

test("N2: in the details of one's own chat it is asked for once", async () => {
    const { server, page } = await openDesk(script, { path: "/desk/chats/chat_dana" });
    const side = page.getByRole("complementary", { name: "Customer details" });
    await side.getByText("You had been free longest").waitFor();
    expect(server.calls_of("offer.explain")).toEqual([{ chat: "chat_dana" }]);
    await side.getByRole("button", { name: "All agents" }).click();
    const dialog = page.getByRole("dialog");
    await focusIn(dialog);
    // The desk's own Escape, which leaves the details, waits until the dialog is gone.
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
});

test("N2: what brought the chat to its queue is said first, in both languages", async () => {
    const path = "/desk/chats/chat_dana";
    const english = await openDesk(script, { path });
    await english.page
        .getByText(
            "The rule Broken lamps sent it from Sales to Returns. " +
                "It waited too long in Returns, so Support took over. You had been free longest",
        )
        .waitFor();
    const { page } = await openDesk(script, { path, locale: "de-DE" });
    await page
        .getByText(
            "Die Regel Broken lamps hat ihn von Sales nach Returns geleitet. " +
                "In Returns hat er zu lange gewartet, deshalb hat Support übernommen. Sie waren",
        )
        .waitFor();
});

test("N2: a manager reads whose it is and why", async () => {
    const { page } = await openDesk(
        (server) => {
            script(server);
            server.user = {
                id: "usr_mo",
                name: "mo",
                display_name: "Mo",
                roles: ["manager"],
                labels: {},
                rights: [
                    "chat_view_all",
                    "chat_route",
                    "queue_view",
                    "queue_enable",
                    "agent_view",
                    "agent_set_status",
                ],
            };
        },
        { path: "/desk/all/chat_luis" },
    );
    const side = page.getByRole("complementary", { name: "Customer details" });
    await side.getByText("Maya Ortiz had been free longest (12:41)").waitFor();
    await expectAccessible(page);
});
