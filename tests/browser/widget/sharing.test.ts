// The customer shows the agent the screen (E24), against a scripted server: asked or by themselves, and
// every way in which it ends. That a picture arrives is for the real program to show.
import type { FrameLocator } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { SharingServer, scriptScreen } from "./sharing_server.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
let sharing: SharingServer;
let panel: FrameLocator;
beforeEach(async () => {
    stage = await Stage.open({ reducedMotion: "reduce" });
    sharing = new SharingServer(stage);
    await scriptScreen(stage.page);
    await stage.page.reload();
    panel = await stage.startChat();
    stage.server.chat!.sharing_open = true;
    stage.server.accept();
    await share().waitFor();
});
afterEach(() => stage.close());

const share = () => panel.getByRole("button", { name: "Share my screen" });
const region = () => panel.getByRole("region", { name: "Your screen" });
const button = (name: string) => region().getByRole("button", { name, exact: true });
const seen = () => region().getByText("Maya Ortiz sees your screen");
const field = () => panel.getByRole("textbox", { name: "Write a message" });
const line = (text: string) => panel.locator(".system", { hasText: text });
const ends = () => stage.server.called("sharing.end");

/** The state of what the browser gave. */
const track = () =>
    stage
        .frame()
        .evaluate(() => (window as unknown as { track?: MediaStreamTrack }).track?.readyState);
const dialog = (error: string) =>
    stage.frame().evaluate((error) => Object.assign(window, { dialog: error }), error);

async function running(): Promise<string> {
    const { id } = sharing.ask();
    await button("Share my screen").click();
    await seen().waitFor();
    await expect.poll(() => stage.server.called("sharing.signal").length).toBeGreaterThan(0);
    return id;
}

test("asked, by keyboard: shown, seen in a strip, and stopped", async () => {
    await field().focus();
    const { id } = sharing.ask();
    await region().getByText("Maya Ortiz asks to see your screen").waitFor();
    const heard = panel.locator("[aria-live=polite]", { hasText: "asks to see your screen" });
    await heard.first().waitFor({ state: "attached" });
    await focusOn(field());
    await expectAccessibleInBothThemes(stage.page, "asked", stage.frame());
    expect(await share().count()).toBe(1); // that of the card
    await button("Share my screen").focus();
    await stage.page.keyboard.press("Enter");
    await seen().waitFor();
    await focusOn(button("Stop"));
    expect(stage.server.called("sharing.start")).toEqual([
        { chat: stage.server.chat!.id, sharing: id },
    ]);
    await line("Dana Whitfield shows the screen").waitFor();
    await expectAccessibleInBothThemes(stage.page, "seen", stage.frame());

    await expect.poll(() => stage.server.called("sharing.signal")[0]?.kind).toBe("offer");
    const [{ data, ...offer }] = stage.server.called("sharing.signal");
    expect(offer).toMatchObject({ chat: stage.server.chat!.id, sharing: id });
    expect(data).toContain("m=video");
    expect(data).not.toContain("m=audio");
    expect(data.length).toBeLessThan(16_384);
    const given = await stage.frame().evaluate(() => {
        const { asked_for, track } = window as unknown as Record<string, MediaStreamTrack>;
        return { asked_for, hint: track!.contentHint };
    });
    const video = { frameRate: { max: 15 } };
    expect(given).toEqual({ asked_for: { video, audio: false }, hint: "detail" });

    await stage.page.keyboard.press("Enter");
    await line("The screen is shown no more").waitFor();
    await region().waitFor({ state: "detached" });
    expect(await track()).toBe("ended");
    await focusOn(field());
    expect(ends()).toEqual([{ chat: stage.server.chat!.id, sharing: id }]);
    await share().waitFor();
});

test("who says no has said so, and the focus goes on", async () => {
    const { id } = sharing.ask();
    await button("No, thanks").press("Enter");
    await region().waitFor({ state: "detached" });
    expect(ends()).toEqual([{ chat: stage.server.chat!.id, sharing: id }]);
    expect(stage.server.called("sharing.start")).toEqual([]);
    await focusOn(field());
});

test("cancelled in the browser's dialog, it stays asked; another failure is said", async () => {
    sharing.ask();
    await dialog("NotAllowedError");
    await button("Share my screen").click();
    await dialog("NotReadableError");
    await button("Share my screen").click();
    await panel.getByRole("alert").getByText("Your screen could not be shown.").waitFor();
    await region().getByText("Maya Ortiz asks to see your screen").waitFor();
    expect(stage.server.called("sharing.start")).toEqual([]);
    expect(ends()).toEqual([]);
    await panel.getByRole("button", { name: "Close notice" }).click();
    await dialog("");
    await button("Share my screen").click();
    await seen().waitFor();
});

test("started without being asked, from the header", async () => {
    await share().press("Enter");
    await seen().waitFor();
    expect(stage.server.called("sharing.start")).toEqual([{ chat: stage.server.chat!.id }]);
    expect(await share().count()).toBe(0);
    await expect.poll(track).toBe("live");
});

test("the agent asks no more, or stops looking", async () => {
    sharing.ask();
    await button("No, thanks").waitFor();
    sharing.over("withdrawn");
    await panel.getByText("Maya Ortiz no longer asks to see your screen.").waitFor();
    await region().waitFor({ state: "detached" });
    await running();
    sharing.over("done");
    await region().waitFor({ state: "detached" });
    await expect.poll(track).toBe("ended");
    expect(ends()).toEqual([]);
});

test("the browser's own end is the end", async () => {
    const id = await running();
    await stage.frame().evaluate(() => {
        const { track } = window as unknown as { track: MediaStreamTrack };
        track.dispatchEvent(new Event("ended"));
    });
    await region().waitFor({ state: "detached" });
    expect(ends()).toEqual([{ chat: stage.server.chat!.id, sharing: id }]);
});

test("the chat's end is the end", async () => {
    await running();
    stage.server.end();
    await panel.getByText("This chat has ended").waitFor();
    await expect.poll(track).toBe("ended");
    expect(await region().count()).toBe(0);
});

test("without a connection both hear of it, and it can be tried again", async () => {
    stage.server.refuse.set("sharing.servers", { status: 503, code: "unavailable" });
    const { id } = sharing.ask();
    await button("Share my screen").click();
    const notice = panel.getByRole("alert").getByText("There is no connection for your screen.");
    await notice.waitFor();
    expect(ends()).toEqual([{ chat: stage.server.chat!.id, sharing: id, failed: true }]);
    expect(await track()).toBe("ended");
    await expectAccessibleInBothThemes(stage.page, "failed", stage.frame());
    stage.server.refuse.clear();
    await share().click();
    await seen().waitFor();
    await notice.waitFor({ state: "detached" });
    sharing.over("failed"); // found out by the agent's side
    await notice.waitFor();
});

test("withdrawn while the dialog was open, nothing is shown", async () => {
    sharing.ask();
    stage.server.refuse.set("sharing.start", { status: 409, code: "conflict" });
    await button("Share my screen").click();
    await panel.getByText("Your screen could not be shown.").waitFor();
    expect(await track()).toBe("ended");
    expect(stage.server.called("sharing.signal")).toEqual([]);
});

test("another tab sees that it runs, and stops it; closing it ends nothing", async () => {
    await running();
    const other = await stage.tab();
    const there = await stage.openPanel(other);
    await there.getByText("Maya Ortiz sees your screen").waitFor();
    await other.close({ runBeforeUnload: true });
    expect(ends()).toEqual([]);
    const third = await stage.openPanel(await stage.tab());
    await third.getByRole("button", { name: "Stop" }).click();
    await region().waitFor({ state: "detached" });
    await expect.poll(track).toBe("ended");
});

test("a page that is loaded anew has lost the connection, and says so", async () => {
    const id = await running();
    await stage.page.reload();
    await line("The screen is shown no more").waitFor();
    await share().waitFor();
    expect(ends()[0]).toMatchObject({ sharing: id });
});

test("one that lost it without a word ends it when it comes back", async () => {
    const id = await running();
    stage.server.silent.add("sharing.end"); // as where the page has crashed
    await stage.page.reload();
    await expect.poll(() => ends().at(-1)).toMatchObject({ sharing: id, failed: true });
    expect(await region().count()).toBe(0);
});

test("where no screen can be shown, that is said and declined", async () => {
    await stage.context.addInitScript(() => {
        Object.defineProperty(navigator.mediaDevices, "getDisplayMedia", { value: undefined });
    });
    await stage.page.reload();
    await field().waitFor();
    const { id } = sharing.ask();
    await panel.getByText("Maya Ortiz asked to see your screen. It cannot be shown").waitFor();
    await expect.poll(ends).toEqual([{ chat: stage.server.chat!.id, sharing: id }]);
    expect(await share().count()).toBe(0);
    expect(await region().count()).toBe(0);
});

test("a closed panel has a badge for it", async () => {
    await panel.getByRole("button", { name: "Close chat" }).click();
    sharing.ask();
    await stage.page.getByRole("button", { name: "Open chat, 1 new message" }).click();
    await button("No, thanks").click();
    await panel.getByRole("button", { name: "Close chat" }).click();
    await stage.page.getByRole("button", { name: "Open chat", exact: true }).waitFor();
});

test("in German", async () => {
    await stage.close();
    stage = await Stage.open({ attributes: 'data-organization="demo" data-lang="de"' });
    sharing = new SharingServer(stage);
    await scriptScreen(stage.page);
    await stage.page.reload();
    panel = await stage.openPanel();
    await panel.getByLabel("Name").fill("Dana Whitfield");
    await panel.getByLabel("E-Mail").fill("dana@example.org");
    await panel.getByLabel("Ihre Frage").fill("Wo ist es?");
    await panel.getByRole("button", { name: "Chat beginnen" }).click();
    await panel.getByText("Sie sind Nummer 3").first().waitFor();
    stage.server.chat!.sharing_open = true;
    stage.server.accept();
    await panel.getByRole("button", { name: "Meinen Bildschirm zeigen" }).waitFor();
    sharing.ask();
    await panel.getByText("Maya Ortiz möchte Ihren Bildschirm sehen").first().waitFor();
    await panel.getByRole("button", { name: "Meinen Bildschirm zeigen" }).click();
    await panel.getByText("Maya Ortiz sieht Ihren Bildschirm").waitFor();
    await line("Dana Whitfield zeigt den Bildschirm").waitFor();
    sharing.over("done");
    await line("Der Bildschirm wird nicht mehr gezeigt").waitFor();
});

test("where the switch is off there is no button", async () => {
    stage.server.chat!.sharing_open = false;
    await stage.page.reload();
    await field().waitFor();
    await line("joined").waitFor();
    expect(await share().count()).toBe(0);
});
