// A message that comes while nobody looks at the panel (check 11): badge, title, one sound; and the
// way back to the page on a phone.
import type { Frame, Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { focusOn } from "../focus.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const eventually = <T>(actual: () => T | Promise<T>) => expect.poll(actual, { timeout: 8_000 });

/** What a frame of the panel notes of its sounds; each sound has two notes. */
interface Heard {
    /** When each note began. */
    notes: number[];
    /** Whether it was this tab's turn to sound, each time it asked. */
    turns: boolean[];
    /** Sounds that were given up. */
    closed: number;
}

declare global {
    interface Window {
        heard: Heard;
        /** As where nobody has used the page yet. */
        held_back: boolean;
        /** Delays that last longer here, so that a slow machine is fast enough. */
        slow: Record<number, number>;
    }
}

function listen(): void {
    const heard: Heard = { notes: [], turns: [], closed: 0 };
    // So long the browser may hold a sound back.
    const slow: Record<number, number> = { 1000: 60_000 };
    const later = window.setTimeout as (work: TimerHandler, ms?: number) => number;
    const setTimeout = (work: TimerHandler, ms = 0) => later(work, slow[ms] ?? ms);
    Object.assign(window, { heard, held_back: false, slow, setTimeout });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (at) {
        heard.notes.push(performance.now());
        start.call(this, at);
    };
    const { resume, close } = AudioContext.prototype;
    AudioContext.prototype.resume = function () {
        return window.held_back ? new Promise(() => undefined) : resume.call(this);
    };
    AudioContext.prototype.close = function () {
        heard.closed++;
        return close.call(this);
    };
    const request = LockManager.prototype.request as (
        name: string,
        options: LockOptions,
        work: (lock: Lock | null) => unknown,
    ) => Promise<unknown>;
    Object.assign(LockManager.prototype, {
        request(name: string, options: LockOptions, work: (lock: Lock | null) => unknown) {
            return request.call(this as never, name, options, (lock) => {
                heard.turns.push(lock !== null);
                return work(lock);
            });
        },
    });
}

async function open(attributes?: string): Promise<void> {
    stage = await Stage.open({ ...(attributes && { attributes }) });
    await stage.context.addInitScript(listen);
    await stage.page.reload();
    await stage.launcher().waitFor();
}

const frameOf = (page: Page): Frame => page.frames().find((one) => one.url().includes("/widget/"))!;
const heardIn = (page = stage.page) => frameOf(page).evaluate(() => window.heard);
const bell = (name: string, page = stage.page) => stage.panel(page).getByRole("button", { name });
/** In a panel that nobody has opened. */
const hiddenBell = (name: string, page: Page) =>
    stage.panel(page).locator(`[aria-label="${name}"]`).waitFor({ state: "attached" });
const badge = (text: string, page = stage.page) => page.getByRole("button", { name: text });

/** The page, not what it shows, is out of sight. */
function hide(hidden: boolean): Promise<void> {
    return stage.page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, hidden);
}

/** In a chat, with the panel closed. */
async function closedChat(): Promise<void> {
    await stage.inChat();
    await bell("Turn sound off").waitFor();
    await stage.launcher().click();
    await stage.page.locator("iframe").waitFor({ state: "hidden" });
}

describe("check 11: a message for the closed panel", () => {
    test("badge, title while hidden, one sound; opening clears all", async () => {
        await open();
        await closedChat();
        await stage.frame().evaluate(() => {
            window.slow[3_000] = 60_000;
        });
        await hide(true);
        stage.server.say("Are you still there?");
        await badge("Open chat, 1 new message").waitFor();
        expect(await stage.page.locator("button b").textContent()).toBe("1");
        expect(await stage.page.title()).toBe("(1) Garden shop");
        await eventually(async () => (await heardIn()).notes.length).toBe(2);
        // Soon after that the next one is silent.
        stage.server.say("Hello?");
        await badge("Open chat, 2 new messages").waitFor();
        expect(await stage.page.title()).toBe("(2) Garden shop");
        await eventually(async () => (await heardIn()).turns).toEqual([true, false]);
        expect((await heardIn()).notes).toHaveLength(2);
        await hide(false);
        await stage.launcher().click();
        await badge("Close chat").waitFor();
        expect(await stage.page.locator("button b").isHidden()).toBe(true);
        expect(await stage.page.title()).toBe("Garden shop");
        await eventually(() => stage.server.called("chat.mark_read").at(-1)?.seq).toBe(4);
        await hide(true);
        expect(await stage.page.title()).toBe("Garden shop");
    });

    test("a title that the page changes meanwhile stays", async () => {
        await open();
        await closedChat();
        await hide(true);
        stage.server.say("Are you still there?");
        await stage.page.waitForFunction(() => document.title === "(1) Garden shop");
        await stage.page.evaluate(() => {
            document.title = "Cart";
        });
        stage.server.say("Hello?");
        await stage.page.waitForFunction(() => document.title === "(2) Cart");
        await hide(false);
        expect(await stage.page.title()).toBe("Cart");
        await hide(true);
        expect(await stage.page.title()).toBe("(2) Cart");
        await stage.page.evaluate(() => {
            document.title = "Cart and more";
        });
        await hide(false);
        expect(await stage.page.title()).toBe("Cart and more");
    });

    test("who has muted it hears nothing, also after a reload and in another tab", async () => {
        await open();
        await stage.inChat();
        await bell("Turn sound off").click();
        await focusOn(bell("Turn sound on"));
        await stage.page.reload();
        await bell("Turn sound on").waitFor();
        const second = await stage.tab();
        await hiddenBell("Turn sound on", second);
        await second.close();
        await stage.launcher().click();
        stage.server.say("Are you still there?");
        await badge("Open chat, 1 new message").waitFor();
        await stage.launcher().click();
        await bell("Turn sound on").click();
        await bell("Turn sound off").waitFor();
        const unmuted_at = await stage.frame().evaluate(() => performance.now());
        await stage.launcher().click();
        stage.server.say("Hello?");
        await eventually(async () => (await heardIn()).notes.length).toBe(2);
        expect((await heardIn()).notes[0]).toBeGreaterThan(unmuted_at);
    });

    test("what the browser holds back is not made up for later", async () => {
        await open();
        await closedChat();
        await stage.frame().evaluate(() => {
            window.held_back = true;
            delete window.slow[1_000];
        });
        stage.server.say("Are you still there?");
        await badge("Open chat, 1 new message").waitFor();
        await eventually(async () => (await heardIn()).closed).toBe(1);
        expect((await heardIn()).notes).toEqual([]);
    });

    test("of two tabs one sounds, and none while somebody reads in the other", async () => {
        await open();
        await closedChat();
        const second = await stage.tab();
        await hiddenBell("Turn sound off", second);
        const both = async () => {
            const all = await Promise.all([heardIn(), heardIn(second)]);
            return {
                notes: all.flatMap((one) => one.notes).length,
                turns: all.flatMap((one) => one.turns).sort(),
            };
        };
        stage.server.say("Are you still there?");
        await badge("Open chat, 1 new message", second).waitFor();
        await eventually(both).toEqual({ notes: 2, turns: [false, true] });

        await stage.launcher(second).click();
        await bell("Turn sound off", second).waitFor();
        // Until a sound may follow the last one.
        await eventually(() =>
            stage.frame().evaluate(async () => (await navigator.locks.query()).held?.length),
        ).toBe(0);
        await stage.frame().evaluate(() => {
            window.slow[150] = 3_000;
        });
        await frameOf(second).evaluate(() => {
            window.slow[3_000] = 60_000;
        });
        stage.server.say("Hello?");
        await eventually(async () => (await both()).turns).toEqual([false, false, true, true]);
        expect((await both()).notes).toBe(2);
        expect((await heardIn(second)).turns.at(-1)).toBe(true);
    });

    test("the sound is muted in German, too", async () => {
        await open('data-organization="demo" data-lang="de"');
        await stage.page.getByRole("button", { name: "Chat öffnen" }).click();
        const panel = stage.panel();
        await panel.getByLabel("Name").fill("Dana Whitfield");
        await panel.getByLabel("E-Mail").fill("dana@example.org");
        await panel.getByLabel("Ihre Frage").fill("Wo ist mein Paket?");
        await panel.getByRole("button", { name: "Chat beginnen" }).click();
        await panel.getByRole("button", { name: "Ton ausschalten" }).click();
        await panel.getByRole("button", { name: "Ton einschalten" }).waitFor();
    });
});

describe("the way back on a phone", () => {
    const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
    const state = () => stage.page.evaluate(() => history.state);

    async function openPanel(): Promise<void> {
        await stage.openPanel();
        await stage.panel().getByLabel("Name").waitFor();
    }

    test("closes the panel and stays on the page", async () => {
        stage = await Stage.open(phone);
        await stage.page.evaluate(() => {
            history.replaceState({ step: 2 }, "");
            document.body.dataset.same = "yes";
        });
        await openPanel();
        expect(await state()).toMatchObject({ step: 2 });
        await stage.page.goBack();
        await stage.page.locator("iframe").waitFor({ state: "hidden" });
        await focusOn(stage.launcher());
        expect(await stage.page.evaluate(() => document.body.dataset.same)).toBe("yes");
        expect(await state()).toEqual({ step: 2 });
        // And again, as often as one likes.
        await openPanel();
        await stage.page.goBack();
        await stage.page.locator("iframe").waitFor({ state: "hidden" });
    });

    test("closing by the button leaves no step behind", async () => {
        stage = await Stage.open(phone);
        const length = await stage.page.evaluate(() => history.length);
        for (let i = 0; i < 3; i++) {
            await openPanel();
            await stage.panel().getByRole("button", { name: "Close chat" }).click();
            await stage.page.locator("iframe").waitFor({ state: "hidden" });
            await eventually(state).toBe(null);
        }
        expect(await stage.page.evaluate(() => history.length)).toBe(length + 1);
    });

    test("where the panel does not cover the page, back is the page's own", async () => {
        stage = await Stage.open();
        const length = await stage.page.evaluate(() => {
            history.pushState({ step: 2 }, "");
            return history.length;
        });
        await openPanel();
        expect(await stage.page.evaluate(() => history.length)).toBe(length);
        await stage.page.goBack();
        expect(await state()).toBe(null);
        expect(await stage.page.locator("iframe").isVisible()).toBe(true);
        await stage.launcher().click();
        await stage.page.locator("iframe").waitFor({ state: "hidden" });
        expect(await state()).toBe(null);
    });
});
