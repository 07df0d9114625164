// At the end of a chat: the question before it, how it ended, and what was said, to keep. Loaded once somebody
// talks, with its texts in both languages.

import type { Client } from "@parley/sdk";
import type { Announcer } from "@parley/ui";
import { saveTranscript } from "@parley/ui/transcript.ts";
import { Component } from "react";
import type { App } from "./app.tsx";

const texts = {
    en: {
        question: "End this chat?",
        end: "End chat",
        keep: "Keep chatting",
        save: "Save transcript",
        saved: "Saved",
        failed: "Not saved. Please try again.",
        mail: "Get it by e-mail",
        ended: "This chat has ended",
        again: "Start a new chat",
    },
    de: {
        question: "Diesen Chat beenden?",
        end: "Chat beenden",
        keep: "Weiter chatten",
        save: "Verlauf speichern",
        saved: "Gespeichert",
        failed: "Nicht gespeichert. Bitte noch einmal.",
        mail: "Per E-Mail erhalten",
        ended: "Dieser Chat ist beendet",
        again: "Neuen Chat beginnen",
    },
};

const german = document.documentElement.lang === "de";
const t = texts[german ? "de" : "en"];

export function EndQuestion({ onEnd, onKeep }: { onEnd: () => void; onKeep: () => void }) {
    return (
        <section className="strip question" aria-label={t.question}>
            <strong>{t.question}</strong>
            <button type="button" className="button danger" data-focus onClick={onEnd}>
                {t.end}
            </button>
            <button type="button" className="button quiet" onClick={onKeep}>
                {t.keep}
            </button>
        </section>
    );
}

interface SaveProps {
    client: Client;
    chat: string;
    announcer: Announcer;
}

export function Ended({ app }: { app: App }) {
    const { session, t: own, announcer } = app.props;
    const { client, conversation } = session.getSnapshot();
    const { chat } = conversation!.getSnapshot();
    const why = chat.end_reason;
    return (
        <div className="foot">
            {/* Some ends are said in their own words. */}
            <p>{own(why as "end") || t.ended}</p>
            {(chat.rating_asked || chat.rating) && <Asked app={app} />}
            <SaveTranscript client={client!} chat={chat.id} announcer={announcer} />
            {chat.transcript_mail && <MailTranscript app={app} />}
            <button type="button" className="button primary" data-focus onClick={session.again}>
                {why === "left_message" ? own("return") : t.again}
            </button>
        </div>
    );
}

/** What is asked now comes with what it needs. */
class Asked extends Component<{ app: App }, { Rating?: typeof import("./rating.tsx").Rating }> {
    override state: { Rating?: typeof import("./rating.tsx").Rating } = {};

    override componentDidMount(): void {
        // Without it the chat has ended as well.
        import("./rating.tsx").then(
            ({ Rating }) => this.setState({ Rating }),
            () => undefined,
        );
    }

    override render() {
        const { Rating } = this.state;
        return <div>{Rating && <Rating app={this.props.app} />}</div>;
    }
}

class MailTranscript extends Component<
    { app: App },
    { Form?: typeof import("./mail.tsx").MailForm }
> {
    override state: { Form?: typeof import("./mail.tsx").MailForm } = {};

    /** What cannot be loaded can be asked for again. */
    private open = (): void => {
        import("./mail.tsx").then(
            ({ MailForm }) => this.setState({ Form: MailForm }),
            () => {},
        );
    };

    override render() {
        const { Form } = this.state;
        if (Form) return <Form app={this.props.app} />;
        return (
            <button type="button" className="button quiet" onClick={this.open}>
                {t.mail}
            </button>
        );
    }
}

class SaveTranscript extends Component<SaveProps, { said: string }> {
    override state = { said: "" };
    private saving = false;

    private save = async (): Promise<void> => {
        const { client, chat, announcer } = this.props;
        if (this.saving) return;
        this.saving = true;
        const said = await saveTranscript(client, chat, german).then(
            () => t.saved,
            () => t.failed,
        );
        this.saving = false;
        this.setState({ said });
        announcer.say(said);
    };

    override render() {
        return (
            <button type="button" className="button quiet" onClick={this.save}>
                {this.state.said || t.save}
            </button>
        );
    }
}
