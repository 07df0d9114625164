// Takes the pictures in docs/images anew, from the real program. Only when asked for:
// PARLEY_DOCS_IMAGES=1 web/run browser docs_images
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, test } from "vitest";
import { closeAll, open, signIn } from "../admin/administrator.ts";
import { Agent, Customer } from "./people.ts";
import { Program, type Visitor } from "./program.ts";

const folder = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
const asked_for = Boolean(process.env.PARLEY_DOCS_IMAGES);

let program: Program;
beforeEach(async () => {
    mkdirSync(folder, { recursive: true });
    program = await Program.start();
});
afterEach(() => program.stop());

/** A customer without a browser, who has just asked. */
function asks(name: string, queue: string, page: string, text: string): Promise<Visitor> {
    const email = `${name.split(" ")[0]!.toLowerCase()}@example.org`;
    const fields = { page: `https://lumen-lund.example/${page}` };
    return program.ask(name, queue, text, { email, fields });
}

test.runIf(asked_for)("the desk with three chats and an offer", async () => {
    const agent = await Agent.open(program.origin);
    await agent.signIn("agent1");
    await agent.goAvailable();

    const aiko = await asks("Aiko Tanaka", "Sales", "lamps/moon", "Is the Moon lamp dimmable?");
    await agent.accept("Aiko Tanaka");
    await agent.send("Yes, with any trailing-edge dimmer.");
    await agent.nothingUnread();

    await asks("Luis Ferreira", "Billing", "account/invoices", "I was charged twice for one lamp.");
    await agent.accept("Luis Ferreira");
    await agent.field.fill("Hi Luis, I have checked both payments and");
    await agent.nothingUnread();

    const dana = await asks(
        "Dana Whitfield",
        "Support",
        "orders/4471",
        "My parcel 4471 has not moved for five days.",
    );
    await agent.accept("Dana Whitfield");
    await agent.send("Sorry about that, Dana. Let me look at the carrier scan.");
    await dana.say("Thank you!");
    await dana.say("It is a present, I need it by Friday.");
    await agent.send("It was left at the Leipzig hub. I can send a new one today by express.");
    await agent.send("You will have it on Thursday: https://track.example/4471-2");
    await agent.timeline.getByText("4471-2").waitFor();
    await dana.read();
    await dana.say("That would be wonderful. Do I have to pay for the express?");
    await agent.nothingUnread();
    await agent.field.fill("No, that is on us. You only");

    await aiko.say("And does it fit a 20 cm shade?");
    await aiko.say("The one I have is opal glass.");
    await asks("Noah Berg", "Support", "returns", "Where do I send the lamp that came broken?");
    await agent.offer.filter({ hasText: "Noah Berg" }).waitFor();
    await agent.page.locator("[data-chat-row]", { hasText: "2 unread" }).waitFor();
    await agent.page.locator("[data-chat-row]", { hasText: "Draft:" }).first().waitFor();
    // Some time goes by, so that the timers show what they are.
    await agent.offer.getByText("14", { exact: true }).waitFor({ timeout: 20_000 });
    await agent.page.screenshot({ path: `${folder}desk.png` });
    await agent.field.fill("");
});

test.runIf(asked_for)("the shop with the widget", async () => {
    const agent = await Agent.open(program.origin);
    await agent.signIn("agent2");
    const customer = await Customer.open(program.origin);
    await agent.goAvailable();
    await customer.openPanel();
    await customer.ask("Kim Larsen", "kim@example.org", "Can the shade of the Bow be replaced?");
    await agent.accept("Kim Larsen");
    await customer.panel.getByRole("heading", { name: "Ravi Shah" }).waitFor();
    await agent.send("Hello Kim! Yes, every part of it can.");
    await agent.send("It comes in linen, brass and opal glass. Which one do you have now?");
    await customer.timeline.getByText("Which one do you have now?").waitFor();
    await customer.send("Linen, but I would like the brass one.");
    await customer.seesLastSeen();
    await agent.field.pressSequentially("Good");
    await customer.panel.getByText("Ravi Shah is typing…").waitFor();
    await customer.page.screenshot({ path: `${folder}widget.png` });
});

test.runIf(asked_for)("the manager's room at work", async () => {
    await program.setSwitches({ answer_target_s: "20", offer_s: "8", wrap_up: "off" });
    const names = ["Dana Whitfield", "Luis Ferreira", "Aiko Tanaka", "Noah Berg", "Ida Lund"];
    const [maya, ravi] = [await Agent.open(program.origin), await Agent.open(program.origin)];
    for (const [agent, name] of [
        [maya, "agent1"],
        [ravi, "agent2"],
    ] as const) {
        await agent.signIn(name);
        await agent.goAvailable();
    }
    const room = await open(`${program.origin}/manage`);
    await signIn(room, "admin");
    for (const name of names.slice(0, 3)) {
        await asks(name, "Support", "orders", "Where is my parcel?");
        const taker = await Promise.any(
            [maya, ravi].map(async (agent) => {
                await agent.offer.filter({ hasText: name }).waitFor();
                return agent;
            }),
        );
        await taker.accept(name);
    }
    await maya.send("I am looking at it.");
    // One more is offered and missed, another waits where nobody is.
    await asks("Li Wei", "Billing", "account/invoices", "I was charged twice.");
    for (const name of names.slice(3)) await asks(name, "Sales", "lamps", "Is it dimmable?");
    await room
        .getByText(/missed a chat/)
        .first()
        .waitFor({ timeout: 20_000 });
    await room
        .getByText(/longest wait/)
        .first()
        .waitFor({ timeout: 40_000 });
    await room.screenshot({ path: `${folder}room.png` });
    await closeAll();
});
