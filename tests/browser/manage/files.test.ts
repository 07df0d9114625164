// Files in the manager's room: in the chat that is watched, and of whoever joins it from there.
import { expect, test } from "vitest";
import type { Person } from "../../../web/sdk/src/generated.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { useBrowser } from "../desk/browser.ts";
import { ago } from "../desk/fake_server.ts";
import { handOver, keepFile, keepPicture, photo, takeFiles, text } from "../desk/files.ts";
import { openRoom, room } from "./room_server.ts";

useBrowser();

const mo: Person = { kind: "agent", id: "usr_mo", name: "Mo Boss" };
const id = "chat_dana";

test("who joins sees the files, and attaches some by key and by dropping", async () => {
    const { server, page } = await openRoom(
        (fake) => {
            room(fake);
            takeFiles(fake);
            fake.on("chat.join", ({ chat }) => {
                fake.chats.get(id)!.guests = [{ agent: mo, joined_at: ago(0) }];
                fake.emit("conference.joined", { chat: fake.view(chat), agent: mo });
                return { chat: fake.view(chat) };
            });
            const sent = [
                keepPicture(fake, { name: "parcel.png", width: 400, height: 300 }),
                keepFile(fake, { name: "invoice.pdf" }),
            ];
            fake.say(id, "", sent);
        },
        { path: `/manage/chats?chat=${id}` },
    );
    await page
        .getByRole("cell", { name: "parcel.png, invoice.pdf" })
        .waitFor({ state: "attached" });
    const drawer = page.getByRole("dialog", { name: "Supervision" });
    await drawer.locator("[data-file]").filter({ hasText: "invoice.pdf" }).waitFor();
    await drawer.getByRole("button", { name: "Show parcel.png" }).press("Enter");
    const viewer = page.getByRole("dialog", { name: "Picture" });
    await viewer.getByRole("img", { name: "parcel.png" }).waitFor();
    await page.keyboard.press("Escape");
    await viewer.waitFor({ state: "detached" });
    await drawer.getByRole("button", { name: "Join", exact: true }).click();
    await drawer.getByRole("button", { name: "Join the chat" }).click();
    const field = drawer.getByRole("textbox", { name: /Message to Dana/ });
    await drawer.locator("input[type=file]").waitFor({ state: "attached" });
    await field.focus();
    const choosing = page.waitForEvent("filechooser");
    await page.keyboard.press("Control+Alt+KeyA");
    await (await choosing).setFiles([text("list.txt")]);
    const chips = drawer.getByRole("list", { name: "Attached files" });
    await chips.getByText("list.txt").waitFor();
    const thread = 'dialog [data-region="thread"]';
    await handOver(page, thread, ["dragenter", "dragover"], [photo("hall.png")]);
    await drawer.getByText("Drop files here to attach them").waitFor();
    await expectAccessibleInBothThemes(page);
    await handOver(page, thread, ["drop"], [photo("hall.png")]);
    await chips
        .getByRole("listitem")
        .filter({ hasText: "hall.png" })
        .getByText("Being checked")
        .waitFor();
    await field.press("Enter");
    const names = () =>
        server
            .calls_of("message.post")
            .flatMap(({ files = [] }) => files.map((one) => server.files.get(one)!.name));
    await expect.poll(names).toEqual(["list.txt", "hall.png"]);
});
