// The real program, a customer and an agent in a browser each: the screen that the customer shows
// arrives at the agent, straight from one browser to the other (E24). The browser's own screen is a
// made-up one, asked for within the frame in the shop's page as a real one is; a second one is red.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Agent, type Customer, talk } from "./people.ts";
import { Program } from "./program.ts";

let program: Program;
let maya: Agent;
let dana: Customer;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ desktop_sharing: "true", wrap_up: "off" });
    ({ maya, dana } = await talk(program.origin));
});
afterAll(() => program?.stop());

const screen = () => maya.page.getByRole("region", { name: "Screen of Dana Whitfield" });
const card = () => dana.panel.getByRole("region", { name: "Your screen" });
const line = ({ timeline }: Agent | Customer, text: string) =>
    timeline.locator(".system", { hasText: text }).last();

/** By its key, once it may be asked. */
async function ask(): Promise<void> {
    await maya.page.getByRole("button", { name: "Ask to see the screen" }).waitFor();
    await maya.page.keyboard.press("Alt+s");
}

/** How wide what has arrived is, and the colour of its middle. */
function arrived(): Promise<{ wide: number; colour: number[] }> {
    return screen()
        .locator("video")
        .evaluate((video: HTMLVideoElement) => {
            const canvas = document.createElement("canvas");
            const brush = canvas.getContext("2d")!;
            brush.drawImage(video, 0, 0, canvas.width, canvas.height);
            const { data } = brush.getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
            return { wide: video.videoWidth, colour: [...data.slice(0, 3)] };
        });
}

async function arrives(): Promise<void> {
    await screen().locator("video").waitFor();
    await expect.poll(async () => (await arrived()).wide, { timeout: 20_000 }).toBeGreaterThan(0);
}

test("asked for by a key, shown, seen, and stopped by the customer", async () => {
    await ask();
    await screen().getByText("Dana Whitfield is asked to show the screen.").waitFor();
    await card().getByText("Maya Ortiz asks to see your screen").waitFor();
    await card().getByRole("button", { name: "Share my screen" }).press("Enter");
    await card().getByText("Maya Ortiz sees your screen").waitFor();
    await arrives();
    await line(maya, "Dana Whitfield shows the screen").waitFor();
    await line(dana, "Dana Whitfield shows the screen").waitFor();
    await dana.look("screen-shown");
    await maya.look("screen-seen");
    await card().getByRole("button", { name: "Stop" }).press("Enter");
    await screen().waitFor({ state: "detached" });
    await line(maya, "The screen is shown no more").waitFor();
    await line(dana, "The screen is shown no more").waitFor();
}, 60_000);

test("who begins unasked shows what they choose, and the agent stops it", async () => {
    const frame = dana.page.frames().find((one) => one.url().includes("/widget/"))!;
    await frame.evaluate(() => {
        navigator.mediaDevices.getDisplayMedia = async () => {
            const canvas = document.createElement("canvas");
            canvas.width = 640;
            canvas.height = 360;
            setInterval(() => {
                const brush = canvas.getContext("2d")!;
                brush.fillStyle = "#f00";
                brush.fillRect(0, 0, canvas.width, canvas.height);
            }, 100);
            return canvas.captureStream(10);
        };
    });
    await dana.panel.getByRole("button", { name: "Share my screen" }).click();
    await arrives();
    await expect
        .poll(async () => {
            const [red = 0, green = 255, blue = 255] = (await arrived()).colour;
            return red > 200 && green < 60 && blue < 60;
        })
        .toBe(true);
    await maya.page.keyboard.press("Alt+Shift+s");
    await card().waitFor({ state: "detached" });
    await screen().waitFor({ state: "detached" });
});

test("declined, withdrawn, and ended with the page", async () => {
    await ask();
    await card().getByRole("button", { name: "No, thanks" }).click();
    await maya.page.getByText("Dana Whitfield does not show the screen.").first().waitFor();
    await ask();
    await card().getByRole("button", { name: "No, thanks" }).waitFor();
    await screen().getByRole("button", { name: "Withdraw" }).click();
    await card().waitFor({ state: "detached" });
    await ask();
    await card().getByRole("button", { name: "Share my screen" }).click();
    await arrives();
    await dana.page.reload();
    await screen().waitFor({ state: "detached" });
    await dana.panel.getByRole("button", { name: "Share my screen" }).waitFor();
    expect(await card().count()).toBe(0);
});

test("the chat's end is the end", async () => {
    await dana.panel.getByRole("button", { name: "Share my screen" }).click();
    await arrives();
    await maya.page.keyboard.press("Alt+e");
    await maya.page.getByRole("dialog").getByRole("button", { name: "End chat" }).click();
    await screen().waitFor({ state: "detached" });
    await dana.panel.getByText("This chat has ended").waitFor();
    expect(await card().count()).toBe(0);
    // Said by Chromium of each screen where cameras are forbidden; it asks for none.
    const said = [...maya.complaints, ...dana.complaints];
    expect(said.filter((one) => !one.includes("camera is not allowed"))).toEqual([]);
});
