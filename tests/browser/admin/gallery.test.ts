// Every page of the administration in both themes and three widths, on the real program: nothing for
// axe to find, nothing to scroll sideways.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { QueueItems, SkillResult, UserAccountPage } from "../../../web/sdk/src/generated.ts";
import { expectAccessibleInBothThemes } from "../browser.ts";
import { demo_password, Program } from "../real/program.ts";
import { closeAll, open, signIn } from "./administrator.ts";

let program: Program;
let page: Page;

beforeAll(async () => {
    program = await Program.start();
    await setUp();
    page = await open(`${program.origin}/admin`);
    // Leaving a page with changes is asked about; the answer is yes.
    page.on("dialog", (dialog) => void dialog.accept());
    await signIn(page, "admin");
});
afterAll(async () => {
    await closeAll();
    await program?.stop();
});

/** Hours, rules, teams and partitions, so that their lists have something to show. */
async function setUp(): Promise<void> {
    const params = { name: "admin", password: demo_password, token: true };
    const { token } = await program.call<{ token: string }>("auth.login", params);
    const { items } = await program.call<QueueItems>("queue.list", {}, token);
    const queue = items.find((one) => one.name === "Billing")!.id;
    const span = { from: "09:00", to: "17:30" };
    await program.call(
        "hours.save",
        {
            name: "Office hours",
            time_zone: "Europe/Berlin",
            week: [
                { day: "monday", from: "09:00", to: "12:00" },
                { day: "monday", from: "13:00", to: "17:30" },
                { day: "tuesday", ...span },
            ],
            days: [
                { date: "2026-12-25", name: "Christmas Day", yearly: true, open: [] },
                { date: "2026-12-31", name: "New Year's Eve", yearly: false, open: [span] },
            ],
            queues: [queue],
        },
        token,
    );
    for (const partition of [
        "Shop",
        "A brand with a name that is as long as names of brands are",
    ]) {
        await program.call("partition.save", { name: partition }, token);
    }
    const { items: users } = await program.call<UserAccountPage>("user.list", {}, token);
    const members = users.filter((one) => one.roles.includes("agent")).map((one) => one.id);
    await program.call("team.save", { name: "Early shift", members }, token);
    const made = await program.call<SkillResult>(
        "skill.save",
        { key: "french", label: "French" },
        token,
    );
    const relaxations = [{ after_s: 60, level: 3 }];
    const skills = [{ skill: made.skill.id, level: 8, relaxations }];
    await program.call(
        "bot.save",
        {
            name: "Sprout, the bot",
            greeting: "Hello!",
            answers: ["Where is my order?", "Returns"].map((title) => ({
                title,
                phrases: ["parcel", "a-very-long-phrase-without-any-place-to-break".repeat(2)],
                text: "You find it at https://shop.example/a/very/long/address/to/read",
                hands_over: title === "Returns",
            })),
            hand_over_phrases: ["agent", "human"],
            unknown: "I did not understand that.",
        },
        token,
    );
    for (const [name, values] of [
        ["Big orders", ["/orders", "/a-very-long-address-without-any-place-to-break/".repeat(3)]],
        ["Baskets", ["/basket"]],
    ] as const) {
        await program.call(
            "rule.save",
            {
                name,
                enabled: name === "Baskets",
                conditions: [
                    { subject: "page", test: "contains", values },
                    { subject: "field", field: "topic", test: "is_not", values: ["returns"] },
                ],
                queue,
                priority: 20,
                skills,
            },
            token,
        );
    }
}

type Act = (page: Page) => Promise<void>;
const states: [name: string, place: string, act?: Act][] = [
    ["overview", ""],
    ["users", "users"],
    [
        "users, nothing found",
        "users",
        async (page) => {
            await page.getByRole("searchbox", { name: "Search", exact: true }).fill("zzz");
            await page.getByText("Nothing fits the search.").waitFor();
        },
    ],
    ["a new user", "users/new"],
    [
        "a user that is refused",
        "users/new",
        async (page) => {
            await page.getByRole("textbox", { name: "Name for signing in" }).fill("kim");
            await page.getByLabel("Password").fill("short");
            await page.getByRole("button", { name: "Save" }).click();
            await page.getByText("At least 15 characters, and not").waitFor();
        },
    ],
    [
        "a user with changes",
        "users",
        async (page) => {
            await page.getByRole("link", { name: /Maya Ortiz/ }).click();
            await page.getByRole("checkbox", { name: /^Manager/ }).click();
            await page.getByRole("button", { name: "Review" }).waitFor();
        },
    ],
    [
        "what will be different",
        "users",
        async (page) => {
            await page.getByRole("link", { name: /Maya Ortiz/ }).click();
            await page.getByRole("checkbox", { name: "Billing" }).click();
            await page.getByRole("button", { name: "Review" }).click();
            await page.getByRole("dialog").waitFor();
        },
    ],
    ["teams", "teams"],
    ["a new team", "teams/new"],
    [
        "a team",
        "teams",
        async (page) => {
            await page.getByRole("link", { name: "Early shift" }).click();
            await page.getByRole("checkbox", { name: "Maya Ortiz" }).click();
        },
    ],
    ["roles", "roles"],
    ["a role", "roles/manager"],
    ["a copy of a role", "roles/new/auditor"],
    ["partitions", "partitions"],
    [
        "a partition",
        "partitions",
        async (page) => {
            await page.getByRole("link", { name: "main" }).click();
            await page.getByText('data-partition="main"').waitFor();
        },
    ],
    [
        "a partition that is refused",
        "partitions/new",
        async (page) => {
            await page.getByRole("textbox", { name: "Name" }).fill("main");
            await page.getByRole("button", { name: "Save" }).click();
            await page.getByText("This name is taken.").waitFor();
        },
    ],
    ["queues", "queues"],
    [
        "a queue that is about to go",
        "queues",
        async (page) => {
            await page.getByRole("link", { name: "Sales" }).click();
            await page.getByRole("button", { name: "Remove the queue" }).click();
            await page.getByRole("dialog").waitFor();
        },
    ],
    ["opening hours", "hours"],
    ["new opening hours", "hours/new"],
    [
        "opening hours that are refused",
        "hours",
        async (page) => {
            await page.getByRole("link", { name: "Office hours" }).click();
            await page.getByRole("group", { name: "Tuesday" }).getByLabel("To, 1").fill("08:00");
            await page.getByRole("button", { name: "Save" }).click();
            await page.getByText("A time after its beginning.").waitFor();
        },
    ],
    [
        "time zones to choose from",
        "hours/new",
        async (page) => {
            await page.getByRole("combobox", { name: "Time zone" }).fill("eur");
            await page.getByRole("option").first().waitFor();
        },
    ],
    [
        "a day that is copied",
        "hours/new",
        async (page) => {
            await page.getByRole("button", { name: "Copy the hours of Monday" }).click();
            await page.getByRole("dialog").waitFor();
        },
    ],
    ["bots", "bots"],
    ["a new bot", "bots/new"],
    [
        "a bot that is tried",
        "bots",
        async (page) => {
            await page.getByRole("link", { name: "Sprout, the bot" }).click();
            await page.getByRole("textbox", { name: "A customer writes" }).fill("my parcel");
            await page.getByRole("button", { name: "Ask", exact: true }).click();
            await page.getByText("“parcel” finds").waitFor();
        },
    ],
    [
        "a bot that is refused",
        "bots/new",
        async (page) => {
            await page.getByRole("textbox", { name: "Name" }).fill("Sprout, the bot");
            await page.getByRole("button", { name: "Save" }).click();
            await page.getByText("This name is taken.").waitFor();
        },
    ],
    ["rules", "rules"],
    ["a new rule", "rules/new"],
    [
        "a rule",
        "rules",
        async (page) => {
            await page.getByRole("link", { name: "Big orders" }).click();
            await page.getByRole("group", { name: "Condition 2" }).waitFor();
        },
    ],
    [
        "a rule that is refused",
        "rules/new",
        async (page) => {
            await page.getByRole("textbox", { name: "Name" }).fill("Nothing");
            await page.getByRole("button", { name: "Add a condition" }).click();
            await page
                .getByRole("combobox", { name: "What" })
                .selectOption({ label: "Opening hours" });
            await page.getByRole("button", { name: "Save" }).click();
            await page.getByText("At least one.").waitFor();
        },
    ],
    ["the trial", "simulator"],
    [
        "the trial's answer",
        "simulator",
        async (page) => {
            await page.getByRole("button", { name: "Add a field of the form" }).click();
            await page.getByRole("textbox", { name: "Page" }).fill("https://shop.example/basket");
            await page.getByRole("combobox", { name: "Queue" }).selectOption({ label: "Support" });
            await page.getByRole("button", { name: "Who would get it?" }).click();
            await page.getByRole("heading", { name: "What is made of it" }).waitFor();
        },
    ],
    [
        "the trial, refused",
        "simulator",
        async (page) => {
            await page.getByRole("textbox", { name: "E-mail" }).fill("nobody");
            await page.getByRole("button", { name: "Who would get it?" }).click();
            await page.getByText(/not accepted/).waitFor();
        },
    ],
    ["statuses", "statuses"],
    ["a status with reasons", "statuses/away"],
    ["skills", "skills"],
    [
        "a new skill, of which less is enough later",
        "skills/new",
        async (page) => {
            await page.getByRole("combobox", { name: "Support", exact: true }).selectOption("8");
            await page.getByRole("button", { name: /^Be content with less later/ }).click();
        },
    ],
    ["wrap-up codes", "codes"],
    [
        "a new list of codes",
        "codes/new",
        async (page) => {
            await page.getByRole("button", { name: "Add a code" }).click();
        },
    ],
    ["the way of working", "working"],
    [
        "what a way of working changes",
        "working",
        async (page) => {
            await page.getByRole("button", { name: /^See what changes: Pull desk/ }).click();
            await page.getByRole("heading", { name: /settings/ }).waitFor();
        },
    ],
    ["history", "history"],
    [
        "the audit log, verified",
        "audit",
        async (page) => {
            await page.getByRole("button", { name: "Verify the chain" }).click();
            await page.getByText(/The chain is intact: \d+ rows\./).waitFor();
        },
    ],
    [
        "a row of the audit log",
        "audit",
        async (page) => {
            await page.locator("tbody button").last().click();
            await page.getByRole("dialog").waitFor();
        },
    ],
    ["a status of the system", "statuses/rona"],
    [
        "the search with hits",
        "",
        async (page) => {
            await page.getByRole("combobox").fill("ma");
            await page.getByRole("option").first().waitFor();
        },
    ],
    ["nothing at this address", "elsewhere"],
];

const widths = [1440, 1024, 390];
const height = 844;

async function show(place: string, act?: Act): Promise<void> {
    await page.goto(`${program.origin}/admin/${place}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("Loading").waitFor({ state: "detached" });
    await act?.(page);
}

/** At the end of the page the bar for saving lies over nothing. */
async function resize(width: number, to_height = height): Promise<void> {
    await page.setViewportSize({ width, height: to_height });
    await page.locator("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
}

for (const [name, place, act] of states) {
    test(name, { timeout: 60_000 }, async () => {
        await page.setViewportSize({ width: widths[0]!, height });
        await show(place, act);
        for (const width of widths) {
            await resize(width);
            await expectAccessibleInBothThemes(page, `${width} px`);
        }
        await resize(320, 640);
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
    const page = await open(`${program.origin}/admin`, { locale: "de-DE" });
    await signIn(page, "admin");
    for (const [place, title] of [
        ["users", "Benutzer"],
        ["queues", "Warteschlangen"],
        ["teams", "Teams"],
        ["partitions", "Bereiche"],
        ["hours", "Öffnungszeiten"],
        ["rules", "Regeln"],
        ["simulator", "Wer bekäme diesen Chat?"],
        ["statuses", "Präsenz und Gründe"],
        ["roles", "Rollen und Rechte"],
        ["working", "Arbeitsweise"],
        ["codes", "Abschluss-Codes"],
        ["history", "Verlauf"],
        ["audit", "Prüfprotokoll"],
    ]) {
        await page.goto(`${program.origin}/admin/${place}`);
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
    }
    expect(await page.getAttribute("html", "lang")).toBe("de");
});
