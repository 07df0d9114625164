// A message in place of a chat, while nobody is there or instead of waiting. Loaded only when it is
// needed, with its texts in both languages. Once somebody is there it gives way to the form for a
// chat, with what was typed and the focus where they were.
import { type Announcer, clock, dayName, daysAgo, Icon } from "@parley/ui";
import type { ReactNode } from "react";
import { ChatForm, type FormProps } from "./form.tsx";
import { texts } from "./leave_texts.ts";
import type { Form } from "./session.ts";
import type { T } from "./words.ts";

export { Asides } from "./asides.tsx";
export { Body } from "./body.tsx";
export { Ended, EndQuestion } from "./ending.tsx";

export interface LeaveProps extends FormProps {
    language: string;
    announcer: Announcer;
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

/** Clocks differ, and hours change. */
const ask_least_ms = 30_000;
const ask_most_ms = 3_600_000;
/** Not all who wait for the same opening ask at once. */
const spread_ms = 5_000;

/** Once the page has taken the focus to its first field, back to where it is now. */
function keepFocus(): void {
    if (!document.hasFocus()) return;
    const { id, selectionStart, selectionEnd } = document.activeElement as HTMLInputElement;
    queueMicrotask(() => {
        const field = document.getElementById(id) as HTMLInputElement | null;
        field?.focus();
        // Not every field has one.
        if (selectionStart != null) field?.setSelectionRange(selectionStart, selectionEnd);
    });
}

/** While waiting, what is written is the draft of the chat: it is there when an agent comes. */
export class LeaveForm extends ChatForm<LeaveProps> {
    private said: Texts = texts[this.props.language.startsWith("de") ? "de" : "en"];
    private draft = `draft.${this.props.keep.get("chat")}`;
    private named = !!this.state.form.name;
    private status?: LeaveProps["state"]["status"];
    private gone = false;
    private timer?: ReturnType<typeof setTimeout>;
    protected override leaves = true;

    constructor(props: LeaveProps) {
        super(props);
        if (props.onBack) this.state.form.text = props.keep.get(this.draft) ?? "";
    }

    override componentDidMount(): void {
        this.componentDidUpdate();
    }

    /** Each answer says anew when to ask again. */
    override componentDidUpdate(): void {
        const { state, onBack } = this.props;
        if (onBack || state.status === this.status) return;
        this.status = state.status;
        this.watch();
    }

    override componentWillUnmount(): void {
        super.componentWillUnmount();
        clearTimeout(this.timer);
        this.gone = true;
        if (this.props.onBack || !this.props.session.getSnapshot().status?.open) return;
        keepFocus();
        this.props.announcer.say(this.said.open_now);
    }

    private watch = (): void => {
        const { opens_at } = this.status!;
        const due = opens_at ? Date.parse(opens_at) - Date.now() : ask_most_ms;
        const wait = Math.min(Math.max(due, ask_least_ms), ask_most_ms);
        clearTimeout(this.timer);
        this.timer = setTimeout(
            // Where nobody answered, the time that is known stands.
            () => void this.props.session.askStatus().then(() => this.gone || this.watch()),
            wait + Math.random() * spread_ms,
        );
    };

    /** While nobody is there, all of them. */
    protected override queues() {
        const { state, onBack } = this.props;
        return onBack ? super.queues() : (state.status?.queues ?? []);
    }

    protected override store(form: Form): void {
        if (this.props.onBack) this.props.keep.set(this.draft, form.text);
        else super.store(form);
    }

    override render(): ReactNode {
        const { session, state, t, language, onBack } = this.props;
        const { said } = this;
        const opens = state.status?.opens_at;
        const chat = state.conversation?.getSnapshot().chat;
        const head = (
            <>
                <h2>{onBack ? said.leave : t("closed")}</h2>
                <p className="lead">
                    {onBack && !chat?.bot ? said.waiting_more : said.closed_more}
                </p>
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
        return this.page(head, !this.named, !onBack && this.topic(), {
            text: said.message,
            send: said.send,
            more: other,
        });
    }
}
