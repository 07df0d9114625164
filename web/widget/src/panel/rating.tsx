// How it was (C10): asked once the chat is over and an agent had it. Loaded then, with its texts in
// both languages and its styles.
import { Icon } from "@parley/ui";
import { Component, type FormEvent } from "react";
import type { App } from "./app.tsx";
import css from "./rating.css?inline";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);

const texts = {
    en: {
        question: "How was this chat?",
        scores: ["Very bad", "Bad", "Fair", "Good", "Very good"],
        comment: "What should we know? (optional)",
        send: "Send rating",
        thanks: "Thank you for your rating.",
        failed: "Not sent. Please try again.",
    },
    de: {
        question: "Wie war dieser Chat?",
        scores: ["Sehr schlecht", "Schlecht", "Mittel", "Gut", "Sehr gut"],
        comment: "Was sollten wir wissen? (freiwillig)",
        send: "Bewertung senden",
        thanks: "Danke für Ihre Bewertung.",
        failed: "Nicht gesendet. Bitte noch einmal.",
    },
};
const t = texts[document.documentElement.lang === "de" ? "de" : "en"];

interface State {
    score?: number;
    failed?: boolean;
    sending?: boolean;
}

export class Rating extends Component<{ app: App }, State> {
    override state: State = {};

    private send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
        event.preventDefault();
        const { session, announcer } = this.props.app.props;
        const { client, conversation } = session.getSnapshot();
        const { score, sending } = this.state;
        if (!score || sending) return;
        const comment = `${new FormData(event.currentTarget).get("comment")}`.trim();
        this.setState({ sending: true, failed: false });
        try {
            const { chat } = await client!.call("chat.rate", {
                chat: conversation!.id,
                score,
                ...(comment && { comment }),
            });
            conversation!.learn(chat);
            announcer.say(t.thanks);
        } catch {
            this.setState({ sending: false, failed: true });
        }
    };

    override render() {
        const { chat } = this.props.app.props.session.getSnapshot().conversation!.getSnapshot();
        const { score, sending, failed } = this.state;
        if (chat.rating) {
            return (
                <p>
                    <Icon name="check" /> {t.thanks} {t.scores[chat.rating.score - 1]}:{" "}
                    {chat.rating.score}/5
                </p>
            );
        }
        return (
            <form className="rating" onSubmit={this.send}>
                <fieldset>
                    <legend>{t.question}</legend>
                    <div className="scores">
                        {t.scores.map((word, i) => (
                            <label key={word} title={word}>
                                <input
                                    type="radio"
                                    name="score"
                                    value={i + 1}
                                    aria-label={`${i + 1}, ${word}`}
                                    checked={score === i + 1}
                                    onChange={() => this.setState({ score: i + 1 })}
                                />
                                <span aria-hidden="true">{i + 1}</span>
                            </label>
                        ))}
                    </div>
                    <p className="poles" aria-hidden="true">
                        <span>{t.scores[0]}</span>
                        <span>{t.scores[4]}</span>
                    </p>
                </fieldset>
                {score && (
                    <>
                        <label htmlFor="comment">{t.comment}</label>
                        <textarea
                            id="comment"
                            name="comment"
                            className="input"
                            rows={2}
                            maxLength={chat.message_max}
                        />
                        {failed && <p role="alert">{t.failed}</p>}
                        <button type="submit" className="button" aria-disabled={sending}>
                            {t.send}
                        </button>
                    </>
                )}
            </form>
        );
    }
}
