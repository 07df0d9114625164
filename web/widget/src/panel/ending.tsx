// At the end of a chat: the question before it, and what was said, to keep. Loaded once somebody
// talks, with its texts in both languages.

import type { Client } from "@parley/sdk";
import type { Announcer } from "@parley/ui";
import { saveTranscript } from "@parley/ui/transcript.ts";
import { Component } from "react";

const texts = {
    en: {
        question: "End this chat?",
        end: "End chat",
        keep: "Keep chatting",
        save: "Save transcript",
        saved: "Saved",
        failed: "Not saved. Please try again.",
    },
    de: {
        question: "Diesen Chat beenden?",
        end: "Chat beenden",
        keep: "Weiter chatten",
        save: "Verlauf speichern",
        saved: "Gespeichert",
        failed: "Nicht gespeichert. Bitte noch einmal.",
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

export class SaveTranscript extends Component<SaveProps, { said: string }> {
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
