// Sign-in and what ends it.
import { expect, test } from "vitest";
import { expectAccessible } from "../browser.ts";
import { focusOn } from "../focus.ts";
import { openContext, openDesk, openPage, useBrowser } from "./browser.ts";
import { FakeServer, Refusal } from "./fake_server.ts";

useBrowser();

async function openSignIn(script: (server: FakeServer) => void = () => undefined) {
    const server = new FakeServer();
    server.signed_in = false;
    script(server);
    const context = await openContext(server);
    const page = await openPage(context);
    await focusOn(page.getByLabel("Name"));
    return { server, context, page };
}

test("with the keyboard alone, pasting the password, to the desk", async () => {
    const { server, context, page } = await openSignIn();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await expectAccessible(page);
    await page.keyboard.type("anna");
    await page.keyboard.press("Tab");
    await page.evaluate(() => navigator.clipboard.writeText("right"));
    await page.keyboard.press("Control+V");
    const password = page.getByLabel("Password", { exact: true });
    await expect.poll(() => password.inputValue()).toBe("right");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /In chat/ }).waitFor();
    expect(server.calls_of("auth.login")).toEqual([{ name: "anna", password: "right" }]);
});

test("fields are named for password managers", async () => {
    const { page } = await openSignIn();
    expect(await page.getByLabel("Name").getAttribute("autocomplete")).toBe("username");
    expect(await page.getByLabel("Password", { exact: true }).getAttribute("autocomplete")).toBe(
        "current-password",
    );
});

test("wrong credentials are said, and the password is ready to be typed again", async () => {
    const { page } = await openSignIn();
    await page.getByLabel("Name").fill("anna");
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Name or password is not right.").waitFor();
    await focusOn(page.getByLabel("Password", { exact: true }));
    await expectAccessible(page);
    await page.keyboard.type("right");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /In chat/ }).waitFor();
});

test("missing fields are named where they are, and nothing is asked of the server", async () => {
    const { server, page } = await openSignIn();
    await page.keyboard.press("Enter");
    await page.getByText("Enter your name.").waitFor();
    await page.getByText("Enter your password.").waitFor();
    await expectAccessible(page);
    expect(server.calls_of("auth.login")).toEqual([]);
});

test("too many tries: a countdown, and no call before it ends", async () => {
    const { server, page } = await openSignIn((script) =>
        script.on("auth.login", () => {
            throw new Refusal({ status: 429, code: "too_many", retry_ms: 30_000 });
        }),
    );
    await page.clock.install();
    await page.getByLabel("Name").fill("anna");
    await page.getByLabel("Password", { exact: true }).fill("right");
    await page.keyboard.press("Enter");
    await page.getByText(/Try again in (30|[12]\d) seconds\./).waitFor();
    await page.keyboard.press("Enter");
    expect(server.calls_of("auth.login")).toHaveLength(1);
    await page.clock.fastForward(30_000);
    await page.getByText("You can try again now.").waitFor();
    await focusOn(page.getByLabel("Password", { exact: true }));
    await page.keyboard.press("Enter");
    await expect.poll(() => server.calls_of("auth.login").length).toBe(2);
});

test("a server that cannot be reached is no wrong password", async () => {
    const { context, page } = await openSignIn();
    await context.route("**/api/v1/auth.login", (route) => route.abort());
    await page.getByLabel("Name").fill("anna");
    await page.getByLabel("Password", { exact: true }).fill("right");
    await page.keyboard.press("Enter");
    await page.getByText("The server cannot be reached. Try again.").waitFor();
});

test("signing out goes to sign-in without a reason", async () => {
    const { server, page } = await openDesk(() => undefined);
    await page.getByRole("button", { name: /account and settings/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(server.calls_of("auth.logout")).toHaveLength(1);
    expect(await page.getByRole("status").count()).toBe(0);
});

test("signed out elsewhere: sign-in with the reason", async () => {
    const { server, page } = await openDesk(() => undefined);
    await page.getByRole("button", { name: /In chat/ }).waitFor();
    server.signed_in = false;
    server.cut(4503, "signed out");
    await page.getByText("You were signed out.").waitFor();
    await expectAccessible(page);
});

test("in German", async () => {
    const { page } = await openSignIn();
    await page.getByRole("button", { name: "Deutsch" }).click();
    await page.getByRole("heading", { name: "Am Desk anmelden" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
    await page.reload();
    await page.getByRole("heading", { name: "Am Desk anmelden" }).waitFor();
});
