// A message in place of a chat, while nobody is there or instead of waiting. Loaded only when it is
// needed, with its texts in both languages.
import { clock, dayName, daysAgo, Icon } from "@parley/ui";
import type { ReactNode } from "react";
import { ChatForm, type FormProps } from "./form.tsx";
import { texts } from "./leave_texts.ts";
import type { Form } from "./session.ts";
import type { T } from "./words.ts";

export interface LeaveProps extends FormProps {
    language: string;
    /** Back to waiting; left out where nobody waits. */
    onBack?: () => void;
}

type Texts = (typeof texts)["en"];

/** When chat is open again, on the visitor's calendar and clock. */
function opensText(said: Texts, at: string, language: string, t: T): string {
    const now = Date.now();
    const days = -daysAgo(at, now);
    const day =
        days === 0
            ? said.today
            : days === 1
              ? said.tomorrow
              : said.on +
                (days < 7
                    ? new Date(at).toLocaleDateString(language, { weekday: "long" })
                    : dayName(at, now, language, t));
    return said.opens.replace("{day}", day).replace("{time}", clock(at, language));
}

/** While waiting, what is written is the draft of the chat: it is there when an agent comes. */
export class LeaveForm extends ChatForm<LeaveProps> {
    private said: Texts = texts[this.props.language.startsWith("de") ? "de" : "en"];
    private draft = `draft.${this.props.keep.get("chat")}`;
    private named = !!this.state.form.name;
    protected override leaves = true;

    constructor(props: LeaveProps) {
        super(props);
        if (props.onBack) this.state.form.text = props.keep.get(this.draft) ?? "";
    }

    protected override store(form: Form): void {
        if (this.props.onBack) this.props.keep.set(this.draft, form.text);
        else super.store(form);
    }

    override render(): ReactNode {
        const { session, state, t, language, onBack } = this.props;
        const { said } = this;
        const opens = state.status?.opens_at;
        const head = (
            <>
                <h2>{onBack ? said.leave : t("closed")}</h2>
                <p className="lead">{onBack ? said.waiting_more : said.closed_more}</p>
                {!onBack && opens && (
                    <p className="chip">
                        <Icon name="clock" />
                        {opensText(said, opens, language, t)}
                    </p>
                )}
            </>
        );
        const other = (
            <button type="button" className="button quiet" onClick={onBack ?? session.askStatus}>
                {onBack ? t("return") : said.check_again}
            </button>
        );
        return this.page(head, !this.named, undefined, {
            text: said.message,
            send: said.send,
            more: other,
        });
    }
}
