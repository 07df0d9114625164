// The real program and four real browsers: of the owner, a guest and a manager who has joined only one
// may write to the customer at a time, and it is the server that sees to it (N6). At the end the chat
// is handed over with a card.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, Customer } from "./people.ts";
import { demo_password, long_password, Program } from "./program.ts";

let program: Program;
beforeAll(async () => {
    program = await Program.start();
    await program.setSwitches({ wrap_up: "off", one_speaker: "true", conference_guests: "2" });
    // The demo's manager takes no chats.
    await program.administer("user.create", {
        name: "nora",
        display_name: "Nora Lind",
        password: long_password,
        roles: ["manager", "agent"],
        queues: [],
    });
});
afterAll(() => program?.stop());

const line = ({ page }: Agent) => page.getByRole("region", { name: "Who writes to the customer" });
const said = (customer: Customer, text: string) =>
    customer.timeline.locator(".bubble", { hasText: text }).waitFor();

test("the word goes from the owner to a guest, back, and to a manager who joins", {
    timeout: 90_000,
}, async () => {
    const maya = await Agent.open(program.origin);
    await maya.signIn("agent1");
    await maya.goAvailable();
    const dana = await Customer.open(program.origin);
    const frames: string[] = [];
    dana.page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => frames.push(String(payload))),
    );
    await dana.openPanel();
    await dana.ask("Dana Whitfield", "dana@example.org", "Where is my parcel?");
    await maya.accept("Dana Whitfield");
    expect(await line(maya).count()).toBe(0);
    const ravi = await Agent.open(program.origin);
    await ravi.signIn("agent2");
    await ravi.goAvailable();
    await maya.page.keyboard.press("Alt+c");
    await maya.page.getByRole("dialog").getByText("Ravi Shah").click();
    await maya.page.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
    await ravi.accept("Dana Whitfield");

    // Who has not the word writes a draft.
    await line(maya).getByText("You have the word").waitFor();
    await line(ravi).getByText("Maya Ortiz has the word").waitFor();
    await ravi.send("I know these parcels.");
    expect(await ravi.field.inputValue()).toBe("I know these parcels.");
    await maya.send("A colleague is with us.");
    await said(dana, "A colleague is with us.");
    await ravi.look("word-elsewhere");

    // What another program sends in his name is refused, too.
    const chat = new URL(ravi.page.url()).pathname.split("/").at(-1)!;
    const { token } = await program.call<{ token: string }>("auth.login", {
        name: "agent2",
        password: demo_password,
        token: true,
    });
    const past = program.call(
        "message.post",
        { chat, client_id: crypto.randomUUID(), text: "Past it" },
        token,
    );
    await expect(past).rejects.toThrow("word_elsewhere");

    // Given by one key, and the draft goes by another.
    await maya.page.keyboard.press("Alt+w");
    await line(ravi).getByText("You have the word").waitFor();
    await line(maya).getByText("Ravi Shah has the word").waitFor();
    await ravi.field.press("Enter");
    // Written before Maya's answer: he is asked once.
    await ravi.page.getByRole("button", { name: "Send anyway" }).click();
    await said(dana, "I know these parcels.");
    // Begun before that is with her, too, she would be asked.
    await maya.timeline.locator(".bubble", { hasText: "I know these parcels." }).waitFor();
    await maya.field.fill("Thank you, Ravi.");
    await maya.field.press("Enter");
    expect(await maya.field.inputValue()).toBe("Thank you, Ravi.");
    await maya.page.keyboard.press("Alt+w");
    await line(maya).getByText("You have the word").waitFor();
    await line(ravi).getByText("Maya Ortiz has the word").waitFor();
    // A guest takes it only from who is away.
    await line(ravi).getByRole("button", { name: "Take the word" }).click();
    await ravi.page.getByText("Maya Ortiz is here and keeps the word.").first().waitFor();
    await maya.field.press("Enter");
    await said(dana, "Thank you, Ravi.");

    // A manager who joins takes it at any time.
    const nora = await Agent.open(program.origin);
    await nora.signIn("nora", long_password);
    await nora.goAvailable();
    await nora.page.getByRole("link", { name: "People" }).click();
    await nora.page
        .getByRole("button", { name: "Watch the chat with Dana Whitfield" })
        .first()
        .click();
    const drawer = nora.page.getByRole("dialog", { name: "Supervision" });
    await line(nora).getByText("Maya Ortiz has the word").waitFor();
    await drawer.getByRole("button", { name: "Join", exact: true }).click();
    await drawer.getByRole("button", { name: "Join the chat" }).click();
    await line(nora).getByRole("button", { name: "Take the word" }).click();
    await line(nora).getByText("You have the word").waitFor();
    await line(maya).getByText("Nora Lind has the word").waitFor();
    await line(ravi).getByText("Nora Lind has the word").waitFor();
    await nora.send("You will hear from us today.");
    await said(dana, "You will hear from us today.");
    await nora.look("word-taken");

    // The owner hands over to the guest, and says what is open.
    await maya.page.getByText("Add a hand-over card (optional)").click();
    await maya.page.getByLabel("What the customer wants").fill("The parcel by Friday");
    await maya.page.getByLabel("What is open").fill("The carrier answers");
    await maya.look("word-card");
    await maya.page.getByRole("button", { name: "Hand over the chat to Ravi Shah" }).click();
    const facts = ravi.page.getByRole("region", { name: "Handed on" });
    await facts.getByText("Handed over after a conference").waitFor();
    await facts.getByText("The parcel by Friday").waitFor();
    await facts.getByText("The carrier answers").waitFor();

    const told = frames.join();
    expect(told).toContain("You will hear from us today.");
    for (const kept of ["speaker", "word.changed", "The parcel by Friday", "Past it"]) {
        expect(told).not.toContain(kept);
    }
    const all = [maya, ravi, nora, dana];
    expect(all.flatMap((one) => one.complaints)).toEqual([]);
});
