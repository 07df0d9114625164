// While a bot answers: what may be picked, and the ways to a person or to the end. Loaded only where
// a bot has said something, with its texts in both languages; its mark stays on what it has said.
import type { Problem } from "@parley/sdk";
import type { ReactNode } from "react";
import { Component } from "react";
import type { App } from "./app.tsx";
import { lines, texts } from "./bot_texts.ts";

const language = document.documentElement.lang === "de" ? "de" : "en";
const said = texts[language];

// Lines of the conversation are said with the panel's own texts, which are there: they come before
// this part is rendered. Not awaited, as in main.tsx.
void (language === "de" ? import("../locales/de.ts") : import("../locales/en.ts")).then((own) =>
    Object.assign(own.texts, lines[language]),
);

// Set by a script, since styles of their own are for what is loaded at first. The mark is a robot's
// head; a reader of the screen hears the word.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
.picks{display:flex;flex:none;flex-wrap:wrap;gap:8px;max-height:45%;padding:8px 12px;overflow:hidden auto}
.picks .button{min-width:0;text-align:start;white-space:normal}
.picks .error{flex:0 0 100%}
.group.bot .meta::before{content:"";content:""/"${said.bot}";width:14px;height:14px;background:currentColor;
forced-color-adjust:none;clip-path:path(evenodd,"M6 0h2v3h5v10H1V3h5zM4 6v3h2V6zM8 6v3h2V6z")}`);
document.adoptedStyleSheets.push(sheet);

/** Nothing but the app: that is loaded at first, and this is not. */
export class BotPicks extends Component<{ app: App }, { failed: boolean }> {
    override state = { failed: false };
    private box = { current: null as HTMLElement | null };

    /** Whoever stood on one of the buttons stands in the panel still, if the app puts them nowhere. */
    override componentWillUnmount(): void {
        if (!this.box.current!.contains(document.activeElement)) return;
        queueMicrotask(() => {
            if (document.activeElement === document.body) document.querySelector("h1")!.focus();
        });
    }

    private leave = (): void => this.props.app.setState({ aside: "leave" });

    private call(method: "chat.ask_agent" | "chat.solved"): void {
        const { app } = this.props;
        const { client, conversation } = app.props.session.getSnapshot();
        this.setState({ failed: false });
        client!.call(method, { chat: conversation!.id }).then(
            (answer) => conversation!.learn(answer.chat),
            (caught: { problem?: Problem }) => {
                const code = caught.problem?.code;
                if (code === "queue_closed" || code === "no_agent") this.leave();
                else this.setState({ failed: code !== "chat_ended" });
            },
        );
    }

    override render(): ReactNode {
        const { app } = this.props;
        const { t, session } = app.props;
        const conversation = session.getSnapshot().conversation!;
        const { items, chat } = conversation.getSnapshot();
        const answered = items.filter((one) => one.from.kind === "bot").length > 1;
        const nobody = items.some((one) => one.event?.type === "nobody_there");
        const pick = (title: string) => {
            conversation.send(title);
            app.setState({ sends: app.state.sends + 1 });
        };
        const button = (text: string, onClick: () => void, look = "quiet") => (
            <button key={text} type="button" className={`button ${look}`} onClick={onClick}>
                {text}
            </button>
        );
        return (
            <section className="picks" aria-label={said.label} ref={this.box}>
                {chat.bot!.suggestions.map((title) => button(title, () => pick(title), ""))}
                {button(said.person, () => this.call("chat.ask_agent"))}
                {nobody && button(said.leave, this.leave)}
                {answered && button(said.solved, () => this.call("chat.solved"))}
                {button(t("end"), session.end)}
                {this.state.failed && (
                    <p className="error" role="alert">
                        {t("problem.other")}
                    </p>
                )}
            </section>
        );
    }
}
