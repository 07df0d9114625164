// The real program and real browsers: the support centre without scripts and by keys alone, and what
// a script adds (check 29; E24, V18).
import type { Locator } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Keyboard } from "../keyboard.ts";
import { Agent, Reader } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
beforeEach(async () => {
    program = await Program.start();
});
afterEach(() => program?.stop());

test("check 29: without scripts the search, a question, an article and its form work", async () => {
    const dana = await Reader.open(`${program.origin}/en`, { javaScriptEnabled: false });
    const { page } = dana;
    const question = page.locator("details").filter({ hasText: "I have forgotten my password" });
    await question.locator("summary").click();
    await question.getByText("The link that we send is good for an hour.").waitFor();
    await page.getByRole("searchbox").fill("retrun");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /^Results for .?retrun/ }).waitFor();
    await page.getByRole("link", { name: "Returning something" }).click();
    await page.getByText("Take it to any parcel shop").waitFor();
    await page.getByRole("link", { name: "No" }).click();
    await page.getByLabel("It does not say what I am looking for").check();
    await page.getByLabel("What is missing? (optional)").fill("What about pots?");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Thank you. We will see to it.").waitFor();
    expect(page.url()).toMatch(/voted=no#feedback$/);
    await page.goto(`${program.origin}/en/search?q=helicopter`);
    await page.getByRole("heading", { name: /^Nothing has all.*helicopter/ }).waitFor();
    // A button that would do nothing is not there.
    expect(await page.getByRole("button", { name: "chat" }).count()).toBe(0);
    expect(dana.complaints).toEqual([]);
});

test("check 29: what nothing was found for is in the chat already", async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Reader.open(`${program.origin}/en/search?q=do+you+sell+helicopters`);
    await dana.page.getByText("We are here now.").waitFor();
    await dana.page.getByRole("button", { name: "Ask this in the chat" }).click();
    const field = dana.panel.getByLabel("Your question");
    await expect.poll(() => field.inputValue()).toBe("do you sell helicopters");
    await dana.panel.getByLabel("Name").fill("Dana Whitfield");
    await dana.panel.getByLabel("E-mail").fill("dana@example.org");
    await dana.panel.getByLabel("Topic").selectOption("Support");
    await dana.panel.getByRole("button", { name: "Start chat" }).click();
    await maya.accept("Dana Whitfield");
    await maya.timeline.getByText("do you sell helicopters").waitFor();
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});

test("by keys alone, in both languages and themes, nothing for axe to find", {
    timeout: 90_000,
}, async () => {
    const dana = await Reader.open(`${program.origin}/de`);
    const { page } = dana;
    await dana.look("centre-home-de");
    const keys = new Keyboard(page);
    // The focus of a new page is at its beginning.
    const follow = async (link: Locator) => {
        await keys.tabTo(link);
        await page.keyboard.press("Enter");
    };
    await follow(page.getByRole("link", { name: "English" }));
    await page.getByRole("heading", { name: "How can we help?" }).waitFor();
    await dana.look("centre-home");
    await keys.tabTo(page.getByRole("searchbox"));
    await page.keyboard.type("parcel");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Results for .?parcel/ }).waitFor();
    await dana.look("centre-search");
    await follow(page.getByRole("link", { name: "Where is my parcel?" }));
    await page.getByRole("heading", { level: 1, name: "Where is my parcel?" }).waitFor();
    await dana.look("centre-article");
    await follow(page.getByRole("link", { name: "If it does not come" }));
    await page.waitForURL(/#s2$/);
    await follow(page.getByRole("link", { name: "No", exact: true }));
    await page.getByText("Why did it not help?").waitFor();
    await dana.look("centre-why");
    await follow(page.getByRole("link", { name: "Orders and delivery" }));
    await page.getByRole("heading", { level: 1, name: "Orders and delivery" }).waitFor();
    await dana.look("centre-category");
    await page.goto(`${program.origin}/de/search?q=hubschrauber`);
    await dana.look("centre-nothing-de");
    await page.goto(`${program.origin}/de/message?error=email&text=Wo+ist+mein+Paket%3F`);
    await page.locator("#email:focus").waitFor();
    await dana.look("centre-message-wrong-de");
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ["/de", "/en/search?q=a+word+that+is+so+long", page.url()]) {
        await page.goto(new URL(path, program.origin).href);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect([path, wide]).toEqual([path, 320]);
    }
    expect(dana.complaints).toEqual([]);
});

test("C3, C11: without scripts a message is left, and read again with what was said", async () => {
    const dana = await Reader.open(`${program.origin}/de`, { javaScriptEnabled: false });
    const { page } = dana;
    await page.getByRole("link", { name: "Nachricht hinterlassen" }).click();
    await page.getByRole("heading", { level: 1, name: "Nachricht hinterlassen" }).waitFor();
    await page.getByLabel("Name (freiwillig)").fill("Dana Whitfield");
    await page.getByLabel("E-Mail", { exact: true }).fill("dana@example.org");
    await page.getByLabel("Ihre Nachricht").fill("Wo ist mein Paket?");
    await page.getByRole("button", { name: "Senden" }).click();
    await page.getByText("Vielen Dank. Ihre Nachricht ist bei uns.").waitFor();
    await page.getByRole("link", { name: "Ihre Gespräche" }).first().click();
    await page.getByText("Wo ist mein Paket?").waitFor();
    await page.getByRole("button", { name: "Auf diesem Gerät vergessen" }).click();
    await page.getByText("Es gibt keine.").waitFor();
    expect(dana.complaints).toEqual([]);
});

test("what was said in the chat is on the customer's own pages in the same browser", {
    timeout: 90_000,
}, async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Reader.open(`${program.origin}/en/search?q=helicopters`);
    await dana.page.getByRole("button", { name: "Ask this in the chat" }).click();
    await dana.panel.getByLabel("Name").fill("Dana Whitfield");
    await dana.panel.getByLabel("E-mail").fill("dana@example.org");
    await dana.panel.getByLabel("Topic").selectOption("Support");
    await dana.panel.getByRole("button", { name: "Start chat" }).click();
    await maya.accept("Dana Whitfield");
    await maya.timeline.getByText("helicopters").waitFor();
    await dana.page.getByRole("link", { name: "Your conversations" }).click();
    await dana.page.getByRole("link", { name: /20../ }).waitFor();
    await dana.look("centre-conversations");
    await dana.page.getByRole("link", { name: /20../ }).click();
    await dana.page.getByRole("main").getByText("helicopters").waitFor();
    await dana.page.getByRole("button", { name: "Go on in the chat" }).waitFor();
    await dana.look("centre-conversation");
    await dana.page.getByRole("link", { name: "Your conversations" }).first().click();
    await dana.page.getByRole("button", { name: "Forget me on this device" }).click();
    await dana.page.getByText("There are none.").waitFor();
    await dana.page.reload();
    await dana.page.getByText("There are none.").waitFor();
    expect([...maya.complaints, ...dana.complaints]).toEqual([]);
});
