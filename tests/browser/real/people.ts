// A customer in the shop and an agent at the desk, each in a browser context of its own, and the
// words with which the tests speak of them.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type {
    BrowserContext,
    BrowserContextOptions,
    Frame,
    FrameLocator,
    Locator,
    Page,
} from "playwright-core";
import { expect } from "vitest";
import { expectAccessibleInBothThemes, theBrowser } from "../browser.ts";
import { demo_password } from "./program.ts";

const pictures = fileURLToPath(new URL("../../../build/screenshots/", import.meta.url));
const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

abstract class Person {
    /** Errors and violated policies; the tests end with none. */
    readonly complaints: string[] = [];
    /** While its network is cut, a page cannot help that its connections fail. */
    cut = false;
    page!: Page;
    context!: BrowserContext;

    protected async open(url: string, options: BrowserContextOptions = {}): Promise<void> {
        const browser = await theBrowser();
        this.context = await browser.newContext({
            viewport: sizes.wide,
            locale: "en-GB",
            reducedMotion: "reduce",
            ...options,
        });
        await this.context.addInitScript(() => {
            addEventListener("securitypolicyviolation", (event) => {
                console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
            });
        });
        this.context.setDefaultTimeout(10_000);
        await this.newTab(url);
    }

    /** Where the person was, or at `url`. */
    async newTab(url = this.page.url()): Promise<void> {
        this.page = await this.context.newPage();
        this.page.on("pageerror", (error) => this.complaints.push(String(error)));
        this.page.on("console", (message) => {
            if (message.type() !== "error") return;
            const { url: where } = message.location();
            // Whether somebody is signed in is asked, and refused, before the sign-in.
            const asked = where.endsWith("/auth.me") && message.text().includes("401");
            const lost = this.cut && /WebSocket|Failed to load resource/.test(message.text());
            if (!asked && !lost) this.complaints.push(`${message.text()} ${where}`);
        });
        await this.page.goto(url);
    }

    /** In both themes and sizes: a picture into build/screenshots, and nothing for axe to find. */
    async look(state: string): Promise<void> {
        for (const [size, viewport] of Object.entries(sizes)) {
            await this.page.setViewportSize(viewport);
            await expectAccessibleInBothThemes(this.page, `${state}, ${size}`, this.face());
            for (const colorScheme of ["dark", "light"] as const) {
                await this.page.emulateMedia({ colorScheme });
                await this.keepPicture(`${state}-${size}-${colorScheme}`);
            }
        }
        await this.page.setViewportSize(sizes.wide);
    }

    async keepPicture(name: string): Promise<void> {
        mkdirSync(pictures, { recursive: true });
        await this.page.screenshot({ path: `${pictures}${name}.png` });
    }

    protected abstract face(): Page | Frame;
    abstract get field(): Locator;
    abstract get timeline(): Locator;

    /**
     * The texts of all messages of the open conversation, without what a screen reader hears before
     * them.
     */
    async texts(): Promise<string[]> {
        return this.timeline.locator(".bubble").evaluateAll((all) =>
            all.map((one) => {
                const spoken = one.querySelector(".sr")?.textContent ?? "";
                return (one.textContent ?? "").slice(spoken.length);
            }),
        );
    }

    /** The other side has seen the last own message. */
    async seesLastSeen(): Promise<void> {
        const last = this.timeline.locator(".group.own").last();
        await last.locator(".meta", { hasText: "Seen" }).waitFor();
    }

    async send(text: string): Promise<void> {
        await this.field.fill(text);
        await this.field.press("Enter");
    }
}

export class Customer extends Person {
    static async open(origin: string, options: BrowserContextOptions = {}): Promise<Customer> {
        const customer = new Customer();
        await customer.open(`${origin}/demo/shop.html`, options);
        return customer;
    }

    get panel(): FrameLocator {
        return this.page.frameLocator("iframe[title=Chat]");
    }

    get field(): Locator {
        return this.panel.getByRole("textbox", { name: "Write a message" });
    }

    get timeline(): Locator {
        return this.panel.locator(".timeline");
    }

    protected face(): Frame {
        return this.page.frames().find((one) => one.url().includes("/widget/"))!;
    }

    async openPanel(shows = "Start chat"): Promise<void> {
        await this.page.getByRole("button", { name: "Open chat" }).click();
        await this.panel.getByRole("button", { name: shows }).waitFor();
        // What is filled in before it has the focus would lose it to what the panel opens with.
        await this.panel.locator(":focus").waitFor();
    }

    async ask(name: string, email: string, text: string): Promise<void> {
        await this.fillIn(name, email, text);
        await this.panel.getByRole("button", { name: "Cancel waiting" }).waitFor();
    }

    async fillIn(name: string, email: string, text: string): Promise<void> {
        await this.panel.getByLabel("Name").fill(name);
        await this.panel.getByLabel("E-mail").fill(email);
        await this.panel.getByLabel("Topic").selectOption("Support");
        await this.panel.getByLabel("Your question").fill(text);
        await this.panel.getByRole("button", { name: "Start chat" }).click();
    }
}

export class Agent extends Person {
    static async open(origin: string, options: BrowserContextOptions = {}): Promise<Agent> {
        const agent = new Agent();
        await agent.open(`${origin}/desk`, options);
        await agent.page.getByRole("heading", { name: "Sign in to your desk" }).waitFor();
        return agent;
    }

    get field(): Locator {
        return this.page.getByRole("textbox", { name: /^Message to / });
    }

    get timeline(): Locator {
        return this.page.locator(".timeline");
    }

    get offer(): Locator {
        return this.page.getByRole("article");
    }

    protected face(): Page {
        return this.page;
    }

    focusedRegion(): Promise<string | undefined> {
        return this.page.evaluate(
            () => document.activeElement?.closest<HTMLElement>("[data-region]")?.dataset.region,
        );
    }

    async signIn(name: string, password = demo_password): Promise<void> {
        await this.page.getByLabel("Name", { exact: true }).fill(name);
        await this.page.getByLabel("Password", { exact: true }).fill(password);
        await this.page.getByRole("button", { name: "Sign in" }).click();
        await this.page.getByRole("banner").waitFor();
    }

    async goAvailable(): Promise<void> {
        await this.page.getByRole("button", { name: /^(Offline|Away)/ }).click();
        await this.page.getByRole("menuitemradio", { name: /^Available/ }).click();
        await this.page.getByRole("button", { name: /^(Available|Chat offered)/ }).waitFor();
    }

    async nothingUnread(): Promise<void> {
        const unread = this.page.locator("[data-chat-row]", { hasText: "unread" });
        await unread.waitFor({ state: "detached" });
    }

    /** Accepts the top offer with the keyboard, wherever the focus is. */
    async accept(name: string): Promise<void> {
        await this.offer.filter({ hasText: name }).waitFor();
        await this.page.keyboard.press("Alt+Enter");
        await this.page.getByRole("heading", { level: 2, name }).waitFor();
    }
}

/** Exactly these texts, in this order, nothing twice. */
export async function expectTexts(person: Person, texts: string[]): Promise<void> {
    await expect.poll(() => person.texts(), { timeout: 10_000 }).toEqual(texts);
}

/** Dana has asked, and Maya has accepted. */
export async function talk(origin: string): Promise<{ maya: Agent; dana: Customer }> {
    const maya = await Agent.open(origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Customer.open(origin);
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "Hello");
    await maya.accept("Dana Whitfield");
    await dana.field.waitFor();
    return { maya, dana };
}

/** Who reads in the support centre. */
export class Reader extends Customer {
    static override async open(
        address: string,
        options: BrowserContextOptions = {},
    ): Promise<Reader> {
        const reader = new Reader();
        await reader.open(address, options);
        return reader;
    }

    protected override face(): Frame {
        return this.page.mainFrame();
    }
}
