// What stands between the messages and the field: a bot's answers to pick; that a number was taken out
// of a message, and what can be said to that; that agents read along while one types. Loaded once
// somebody talks, with its texts in both languages.
import type { Item } from "@parley/sdk";
import { Component } from "react";
import type { App } from "./app.tsx";
import { BotPicks } from "./bot.tsx";

const texts = {
    en: {
        card: "A card number was removed from your message. Please never send one here.",
        other: "A personal number was removed from your message.",
        blocked:
            "Your message was not sent: it seems to have a card number or another personal number in it.",
        object: "This is not a card number",
        certain: "It still looks like one, so it stays hidden.",
        failed: "That did not work. Please try again.",
        back: "Your number is shown again.",
        preview: "We can read along while you type.",
    },
    de: {
        card: "Aus Ihrer Nachricht wurde eine Kartennummer entfernt. Bitte senden Sie hier nie eine.",
        other: "Aus Ihrer Nachricht wurde eine persönliche Nummer entfernt.",
        blocked:
            "Ihre Nachricht wurde nicht gesendet: Sie scheint eine Karten- oder andere persönliche Nummer zu enthalten.",
        object: "Das ist keine Kartennummer",
        certain: "Sie sieht weiterhin danach aus und bleibt verborgen.",
        failed: "Das hat nicht geklappt. Bitte noch einmal.",
        back: "Ihre Nummer ist wieder zu sehen.",
        preview: "Wir können mitlesen, während Sie schreiben.",
    },
};
const said = texts[document.documentElement.lang === "de" ? "de" : "en"];

/** So often what is typed is told, and its end is told, too. */
const preview_ms = 1_000;

function lineOf({ redacted, state, problem }: Item): "card" | "other" | "blocked" | undefined {
    if (state === "failed" && problem?.code === "personal_data") return "blocked";
    if (!redacted) return undefined;
    return redacted.includes("card") ? "card" : "other";
}

interface State {
    /** What came of the objection to the message with this key. */
    answer?: { key: string; text: string };
}

export class Asides extends Component<{ app: App }, State> {
    override state: State = {};
    private told?: string;
    private timer?: ReturnType<typeof setTimeout>;

    private get conversation() {
        return this.props.app.props.session.getSnapshot().conversation!;
    }

    override componentDidMount(): void {
        addEventListener("input", this.input);
        this.componentDidUpdate();
    }

    override componentWillUnmount(): void {
        removeEventListener("input", this.input);
        clearTimeout(this.timer);
    }

    /** Each line is said once. */
    override componentDidUpdate(): void {
        const item = this.last();
        const line = item && lineOf(item);
        const key = line && item.key + line;
        if (key && key !== this.told) this.props.app.props.announcer.say(said[line]);
        this.told = key;
    }

    /** The person's own last message. */
    private last(): Item | undefined {
        const { items, chat } = this.conversation.getSnapshot();
        return items.findLast((one) => one.from.id === chat.customer.id && !one.event);
    }

    private input = ({ target }: Event): void => {
        const { chat } = this.conversation.getSnapshot();
        if (!chat.typing_preview || !(target as Element).matches(".composer textarea")) return;
        this.timer ??= setTimeout(this.tell, preview_ms);
    };

    private tell = (): void => {
        this.timer = undefined;
        const { client } = this.props.app.props.session.getSnapshot();
        const field = document.querySelector<HTMLTextAreaElement>(".composer textarea");
        // What was sent meanwhile is not typed any more.
        if (!field?.value || client?.status.state !== "open") return;
        const params = { chat: this.conversation.id, typing: true, text: field.value };
        client.call("chat.typing", params).catch(() => undefined);
    };

    private object = ({ key, seq, written }: Item): void => {
        const { announcer, session } = this.props.app.props;
        const { client, conversation } = session.getSnapshot();
        const answer = (text: string) => {
            this.setState({ answer: { key, text } });
            announcer.say(text);
        };
        client!
            .call("message.not_a_card", { chat: conversation!.id, seq: seq!, text: written! })
            .then(
                () => answer(said.back),
                ({ problem }) =>
                    answer(problem?.code === "personal_data" ? said.certain : said.failed),
            );
    };

    override render() {
        const { app } = this.props;
        const { chat } = this.conversation.getSnapshot();
        const item = this.last();
        const line = item && lineOf(item);
        const { answer } = this.state;
        const answered = answer?.key === item?.key ? answer?.text : undefined;
        return (
            <>
                {chat.bot && <BotPicks app={app} />}
                {(line || answered) && (
                    <section className="strip" aria-label={said[line ?? "other"]}>
                        <span>{answered ?? said[line!]}</span>
                        {!answered &&
                            line === "card" &&
                            item!.written &&
                            chat.redaction_objection && (
                                <button
                                    type="button"
                                    className="button quiet"
                                    onClick={() => this.object(item!)}
                                >
                                    {said.object}
                                </button>
                            )}
                    </section>
                )}
                {chat.typing_preview && <p className="strip small">{said.preview}</p>}
            </>
        );
    }
}
