// The browser, the fake server and a host page, and the words with which the tests speak of the
// widget.
import type {
    BrowserContext,
    BrowserContextOptions,
    Frame,
    FrameLocator,
    Page,
} from "playwright-core";
import { expect } from "vitest";
import { theBrowser } from "../browser.ts";
import { FakeServer, HostSite } from "./fake_server.ts";

/** A number of bytes stands for as many of the same. */
export interface GivenFile {
    name: string;
    bytes: number | Uint8Array;
    type?: string;
}

const contentOf = (bytes: number | Uint8Array) =>
    Buffer.from(typeof bytes === "number" ? Buffer.alloc(bytes, 65) : bytes);
const sent = (files: GivenFile[]) =>
    files.map(({ name, bytes }) => ({ name, data: contentOf(bytes).toString("base64") }));

export class Stage {
    server = new FakeServer();
    site: HostSite;
    context!: BrowserContext;
    page!: Page;
    /** Errors and CSP violations of any page; each test ends with none. */
    complaints: string[] = [];

    private constructor(attributes?: string) {
        this.site = new HostSite(() => this.server.origin, attributes);
    }

    static async open(
        options: BrowserContextOptions & { attributes?: string } = {},
    ): Promise<Stage> {
        const { attributes, ...rest } = options;
        const stage = new Stage(attributes);
        await stage.server.start();
        await stage.site.start();
        const browser = await theBrowser();
        stage.context = await browser.newContext({ locale: "en-GB", ...rest });
        await stage.server.join(stage.context);
        stage.context.setDefaultTimeout(10_000);
        stage.page = await stage.tab();
        return stage;
    }

    async close(): Promise<void> {
        await this.context.close();
        await this.server.stop();
        await this.site.stop();
        expect(this.complaints).toEqual([]);
    }

    /** Another tab of the same browser on the host page. */
    async tab(): Promise<Page> {
        const page = await this.context.newPage();
        page.on("pageerror", (error) => this.complaints.push(`${error}`));
        page.on("console", (message) => {
            if (message.type() === "error" && !/WebSocket|favicon/.test(message.text())) {
                this.complaints.push(message.text());
            }
        });
        await page.goto(this.site.origin);
        await this.launcher(page).waitFor();
        return page;
    }

    launcher(page = this.page) {
        return page.getByRole("button", { name: /chat/i });
    }

    panel(page = this.page): FrameLocator {
        return page.frameLocator("iframe[title=Chat]");
    }

    async openPanel(page = this.page): Promise<FrameLocator> {
        await this.launcher(page).click();
        return this.panel(page);
    }

    /** Fills in the form and is in line. */
    async startChat(text = "My parcel has not moved for five days."): Promise<FrameLocator> {
        const panel = await this.openPanel();
        await panel.getByLabel("Name").fill("Dana Whitfield");
        await panel.getByLabel("E-mail").fill("dana@example.org");
        await panel.getByLabel("Your question").fill(text);
        await panel.getByRole("button", { name: "Start chat" }).click();
        await panel.getByText("Position 3 in line").first().waitFor();
        return panel;
    }

    /** From now on nobody is there, until then if it is known. */
    closeHours(opens_at?: string): void {
        const closed = { open: false, agents_available: 0, opens_at };
        this.server.status = {
            open: false,
            agents_available: 0,
            waiting: 0,
            message_max: 500,
            queues: [
                { id: "queue_1", name: "Orders", ...closed },
                { id: "queue_2", name: "Returns", ...closed },
            ],
            opens_at,
        };
    }

    /** From now on somebody is there. */
    openHours(): void {
        const open = { open: true, agents_available: 1 };
        const queues = this.server.status.queues.map((one) => ({ ...one, ...open }));
        this.server.status = { ...open, waiting: 0, message_max: 500, queues };
    }

    async inChat(): Promise<FrameLocator> {
        const panel = await this.startChat();
        this.server.accept();
        await panel.getByRole("heading", { name: "Maya Ortiz" }).waitFor();
        return panel;
    }

    async send(text: string, page = this.page): Promise<void> {
        const field = this.panel(page).getByRole("textbox", { name: "Write a message" });
        await field.fill(text);
        await field.press("Enter");
    }

    /** The texts of all bubbles, with "You: " or the agent's name as a screen reader reads them. */
    async bubbles(page = this.page): Promise<string[]> {
        return this.panel(page).locator(".bubble:not(.dots)").allTextContents();
    }

    /** By the browser's dialog, behind the button. */
    async attach(...files: GivenFile[]): Promise<void> {
        await this.panel()
            .locator("input[type=file]")
            .setInputFiles(
                files.map(({ name, bytes, type = "" }) => ({
                    name,
                    mimeType: type || (name.endsWith(".png") ? "image/png" : "text/plain"),
                    buffer: contentOf(bytes),
                })),
            );
    }

    /**
     * Dragged over the panel with the mouse, and dropped where `last` is "drop". Whether the browser
     * would open the files in place of the panel.
     */
    async drag(files: GivenFile[], last: "dragenter" | "drop" = "drop"): Promise<boolean> {
        return this.frame().evaluate(
            ({ given, last }) => {
                const dataTransfer = new DataTransfer();
                for (const { name, data } of given) {
                    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
                    dataTransfer.items.add(new File([bytes], name));
                }
                const options = { dataTransfer, bubbles: true, cancelable: true };
                const { body } = document;
                for (const type of ["dragenter", "dragover", "drop"]) {
                    const over = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? body;
                    const taken = !over.dispatchEvent(new DragEvent(type, options));
                    if (type === last) return !taken;
                }
                return true;
            },
            { given: sent(files), last },
        );
    }

    /** Pasted into the field, with `html` and `text` beside the files. */
    async paste(files: GivenFile[], html = "", text = ""): Promise<void> {
        await this.frame().evaluate(
            ({ given, html, text }) => {
                const clipboardData = new DataTransfer();
                for (const { name, data } of given) {
                    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
                    clipboardData.items.add(new File([bytes], name, { type: "image/png" }));
                }
                if (html) clipboardData.setData("text/html", html);
                if (text) clipboardData.setData("text/plain", text);
                const event = { clipboardData, bubbles: true, cancelable: true };
                document
                    .querySelector(".composer textarea")!
                    .dispatchEvent(new ClipboardEvent("paste", event));
            },
            { given: sent(files), html, text },
        );
    }

    /** From here on no time passes in the pages but what is said; their clock is installed. */
    async pauseClock(): Promise<void> {
        const { clock } = this.page;
        // Later than the page will be by then, and too soon for what it asks every now and then.
        await clock.pauseAt((await this.page.evaluate(() => Date.now())) + 5_000);
    }

    /** The panel's own document. */
    frame(): Frame {
        return this.page.frames().find((one) => one.url().includes("/widget/"))!;
    }
}
