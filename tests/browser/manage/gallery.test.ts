// Every page of the manager's room in both themes and three widths: nothing for axe to find, nothing
// to scroll sideways.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { openContext, openPage, useBrowser } from "../desk/browser.ts";
import { FakeServer, Refusal } from "../desk/fake_server.ts";
import { figures, openRoom, room, tell } from "./room_server.ts";

useBrowser();

interface State {
    name: string;
    path: string;
    script?: (server: FakeServer) => void;
    act?: (page: Page, server: FakeServer) => Promise<void>;
    ready: (page: Page) => Promise<void>;
}

const attention = (page: Page) =>
    page
        .getByText(/longest wait/i)
        .first()
        .waitFor();
const agents = (page: Page) => page.getByRole("region", { name: "Agents" });

const states: State[] = [
    { name: "the room", path: "/manage", ready: attention },
    {
        name: "the room with nothing to do",
        path: "/manage",
        script: (server) => {
            const told = figures();
            for (const queue of told.queues) {
                queue.waiting = 0;
                delete queue.oldest_waiting_at;
            }
            delete told.totals.oldest_waiting_at;
            room(server, { ...told, attention: [], totals: { ...told.totals, waiting: 0 } });
        },
        ready: (page) => page.getByText("Nothing wants you").waitFor(),
    },
    {
        name: "chosen queues and agents",
        path: "/manage?queue=q_orders&queue=q_returns&at=q_returns&presence=missed&window=15",
        ready: (page) => page.getByText("Ravi Patel", { exact: true }).waitFor(),
    },
    {
        name: "no agent fits",
        path: "/manage?q=nobody",
        ready: (page) => page.getByText("No agent fits").waitFor(),
    },
    {
        name: "an agent's menu",
        path: "/manage",
        act: (page) => page.getByRole("button", { name: "Actions for Maya Ortiz" }).click(),
        ready: (page) => page.getByRole("menuitem", { name: "Sign out…" }).waitFor(),
    },
    {
        name: "signing an agent out",
        path: "/manage",
        act: async (page) => {
            await page.getByRole("button", { name: "Actions for Maya Ortiz" }).click();
            await page.getByRole("menuitem", { name: "Sign out…" }).click();
        },
        ready: (page) => page.getByRole("dialog").waitFor(),
    },
    {
        name: "the queues to choose from",
        path: "/manage",
        act: (page) => page.getByRole("button", { name: /^Queues:/ }).click(),
        ready: (page) => page.getByRole("menuitemcheckbox", { name: "Orders" }).waitFor(),
    },
    {
        name: "a watched chat",
        path: "/manage?chat=chat_dana",
        ready: (page) => page.locator(".bubble").first().waitFor(),
    },
    {
        name: "another order by now",
        path: "/manage?agents=-handled",
        act: async (page, server) => {
            await agents(page).getByText("Maya Ortiz").waitFor();
            await agents(page).focus();
            const [, second] = figures().agents;
            tell(server, { agents: [{ ...second!, today: { handled: 99, missed: 0 } }] });
        },
        ready: (page) => page.getByRole("button", { name: /Sort changed/ }).waitFor(),
    },
    {
        name: "hidden by one's status",
        path: "/manage",
        script: (server) => {
            room(server);
            server.on("dashboard.watch", () => {
                throw new Refusal({ status: 403, code: "hidden_by_status" });
            });
        },
        ready: (page) => page.getByText("In your status").waitFor(),
    },
    {
        name: "active chats",
        path: "/manage/chats",
        ready: (page) => page.getByText("Dana Whitfield").waitFor(),
    },
    {
        name: "what can be done with a chat",
        path: "/manage/chats",
        act: (page) =>
            page.getByRole("button", { name: "Actions for the chat with Dana Whitfield" }).click(),
        ready: (page) => page.getByRole("menuitem", { name: "Give to an agent …" }).waitFor(),
    },
    {
        name: "giving a chat to an agent",
        path: "/manage/chats",
        act: async (page) => {
            const name = "Actions for the chat with Dana Whitfield";
            await page.getByRole("button", { name }).click();
            await page.getByRole("menuitem", { name: "Give to an agent …" }).click();
        },
        ready: (page) => page.getByRole("radio").first().waitFor(),
    },
    {
        name: "putting a chat back",
        path: "/manage/chats",
        act: async (page) => {
            const name = "Actions for the chat with Dana Whitfield";
            await page.getByRole("button", { name }).click();
            await page.getByRole("menuitem", { name: "Back into the queue …" }).click();
        },
        ready: (page) => page.getByRole("dialog").waitFor(),
    },
    {
        name: "queued chats",
        path: "/manage/chats?tab=queued",
        ready: (page) => page.getByText("Noah Berg").waitFor(),
    },
    {
        name: "completed chats",
        path: "/manage/chats?tab=completed&since=2020-01-01T00:00:00Z",
        ready: (page) => page.getByText("Ida Lund").waitFor(),
    },
    {
        name: "no chat fits",
        path: "/manage/chats?queue=q_billing",
        ready: (page) => page.getByText("No chat fits").waitFor(),
    },
    {
        name: "wallboards",
        path: "/manage/wallboards",
        ready: (page) => page.getByText("Hall, ground floor").waitFor(),
    },
    {
        name: "a new wallboard",
        path: "/manage/wallboards",
        act: (page) => page.getByRole("button", { name: "Add wallboard" }).click(),
        ready: (page) => page.getByRole("dialog").waitFor(),
    },
    {
        name: "a wallboard's link",
        path: "/manage/wallboards",
        act: async (page) => {
            await page.getByRole("button", { name: "New link for Returns" }).click();
            await page.getByRole("dialog").getByRole("button", { name: "New link" }).click();
        },
        ready: (page) => page.getByLabel("Link", { exact: true }).waitFor(),
    },
    {
        name: "nothing at this address",
        path: "/manage/elsewhere",
        ready: (page) => page.getByText("There is nothing here").waitFor(),
    },
];

const widths = [1440, 1024, 390];
const height = 844;

for (const { name, path, script = room, act, ready } of states) {
    test(name, { timeout: 60_000 }, async () => {
        const { page, server } = await openRoom(script, { path, reducedMotion: "reduce" });
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        if (act) await act(page, server);
        await ready(page);
        for (const width of widths) {
            await page.setViewportSize({ width, height });
            await ready(page);
            await expectAccessibleInBothThemes(page, `${width} px`);
        }
        await page.setViewportSize({ width: 320, height: 640 });
        const over = () =>
            page.evaluate(() => {
                const main = document.querySelector("main")!;
                return [
                    document.documentElement.scrollWidth - innerWidth,
                    main.scrollWidth - main.clientWidth,
                ];
            });
        await expect.poll(over, { message: "320 px: nothing scrolls sideways" }).toEqual([0, 0]);
    });
}

test("in German throughout", async () => {
    const { page } = await openRoom(room, { locale: "de-DE" });
    for (const [path, title] of [
        ["", "Übersicht"],
        ["/chats", "Chats"],
        ["/reports", "Berichte"],
        ["/wallboards", "Wandtafeln"],
    ]) {
        await page.goto(`https://desk.test/manage${path}`);
        await page.getByRole("heading", { level: 1, name: title! }).waitFor();
    }
    expect(await page.getAttribute("html", "lang")).toBe("de");
});

test.each([
    ["", "dark"],
    ["?theme=light", "light"],
])("the wallboard%s", { timeout: 60_000 }, async (query, theme) => {
    const server = new FakeServer();
    room(server);
    for (const [width, tall] of [
        [1920, 1080],
        [1440, 900],
        [390, 844],
    ] as const) {
        const context = await openContext(server, { viewport: { width, height: tall } });
        const page = await openPage(context, `/manage/wallboard${query}#token`);
        await page.getByText("Longest wait").first().waitFor();
        expect(await page.getAttribute("html", "data-theme")).toBe(theme);
        await expectAccessibleInBothThemes(page, `${width} px`);
    }
});
