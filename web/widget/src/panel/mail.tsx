// The form that has what was said sent by mail. Loaded once somebody asks for it, with its texts in
// both languages.
import type { Problem } from "@parley/sdk";
import { Icon } from "@parley/ui";
import { Component } from "react";
import type { App } from "./app.tsx";
import { problemText } from "./words.ts";

const texts = {
    en: { send: "Send by e-mail", off: "This is not possible here.", sent: "On its way to {to}" },
    de: { send: "Per E-Mail senden", off: "Das geht hier nicht.", sent: "Unterwegs an {to}" },
};
const language = document.documentElement.lang === "de" ? "de" : "en";
const said = texts[language];

interface State {
    email: string;
    error?: string | undefined;
    sent?: string;
    sending?: boolean;
}

export class MailForm extends Component<{ app: App }, State> {
    override state: State = { email: this.chat.customer.email ?? "" };
    private first = { current: null as HTMLElement | null };

    private get chat() {
        return this.props.app.props.session.getSnapshot().conversation!.getSnapshot().chat;
    }

    override componentDidMount(): void {
        this.first.current!.focus();
    }

    private submit = (event: { preventDefault(): void }): void => {
        event.preventDefault();
        const { session, t, announcer } = this.props.app.props;
        const { email, sending } = this.state;
        if (sending) return;
        const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
        const params = { chat: this.chat.id, email: email.trim(), language, zone } as const;
        this.setState({ sending: true, error: undefined });
        session
            .getSnapshot()
            .client!.call("chat.mail_transcript", params)
            .then(
                ({ to }) => {
                    const sent = said.sent.replace("{to}", to);
                    this.setState({ sent, sending: false });
                    this.first.current!.focus();
                    announcer.say(sent);
                },
                ({ problem }: { problem?: Problem }) => {
                    const { code } = problem ?? {};
                    const error =
                        code === "invalid"
                            ? t(email.trim() ? "email_wrong" : "email_missing")
                            : code === "forbidden" || !problem
                              ? said.off
                              : problemText(t, problem);
                    this.setState({ error, sending: false });
                    this.first.current!.focus();
                },
            );
    };

    override render() {
        const { t } = this.props.app.props;
        const { email, error, sent, sending } = this.state;
        if (sent) {
            return (
                <p tabIndex={-1} ref={this.first as { current: HTMLParagraphElement | null }}>
                    {sent}
                </p>
            );
        }
        return (
            <form noValidate onSubmit={this.submit}>
                <div className="field">
                    <label htmlFor="mail_to">{t("email")}</label>
                    <input
                        ref={this.first as { current: HTMLInputElement | null }}
                        id="mail_to"
                        className="input"
                        type="email"
                        autoComplete="email"
                        value={email}
                        aria-invalid={!!error}
                        aria-describedby={error && "mail_error"}
                        onInput={({ currentTarget }) =>
                            this.setState({ email: currentTarget.value })
                        }
                    />
                    {error && (
                        <p className="error" id="mail_error" role="alert">
                            <Icon name="alert" />
                            {error}
                        </p>
                    )}
                </div>
                <button type="submit" className="button" aria-disabled={!!sending}>
                    {said.send}
                </button>
            </form>
        );
    }
}
