// The form before a chat: who, what about, and the question. What was typed is kept until the chat
// has begun. The form for a message (leave.tsx) is built on it.
import { Icon } from "@parley/ui";
import { Component, createRef, type ReactNode } from "react";
import type { Keep } from "./keep.ts";
import type { Form, Session, SessionState } from "./session.ts";
import { problemText, type T, tooLong } from "./words.ts";

const required = ["name", "email", "text"] as const;
type Name = (typeof required)[number];
type Errors = { [name in Name]?: string };

function check(form: Form, t: T, max?: number): Errors {
    const email = form.email.trim();
    return {
        ...(!form.name.trim() && { name: t("name_missing") }),
        ...(!/^[^\s@]+@[^\s@]+$/.test(email) && {
            email: t(email ? "email_wrong" : "email_missing"),
        }),
        text: form.text.trim() ? tooLong(t, form.text, max) : t("text_missing"),
    };
}

function restored(keep: Keep): Form {
    const form = { name: "", email: "", queue: "", text: "" };
    try {
        // What the page says that somebody wants to know.
        form.text = new URLSearchParams(location.search).get("question") ?? "";
        const [name = "", email = ""] = JSON.parse(keep.get("who") ?? "[]");
        return { ...form, name, email, ...JSON.parse(keep.get("form") ?? "{}") };
    } catch {
        return form;
    }
}

interface Said {
    /** What the field for the text is called. */
    text: string;
    send: string;
    more?: ReactNode;
}

export interface FormProps {
    session: Session;
    state: SessionState;
    keep: Keep;
    t: T;
}

export class ChatForm<P extends FormProps = FormProps> extends Component<
    P,
    { form: Form; errors: Errors }
> {
    override state = { form: restored(this.props.keep), errors: {} as Errors };
    private element = createRef<HTMLFormElement>();
    /** The question, as far as it was typed here. */
    private typed = "";
    protected leaves = false;

    /** Another tab began the chat: what was typed here becomes a message of it. */
    override componentWillUnmount(): void {
        const { keep, state } = this.props;
        const chat = keep.get("chat");
        if (chat && this.typed && !state.starting) keep.set(`draft.${chat}`, this.typed);
    }

    protected store(form: Form): void {
        this.props.keep.set("form", JSON.stringify(form));
    }

    private check(form: Form): Errors {
        const { t, state } = this.props;
        return check(form, t, state.status?.message_max);
    }

    private change = (event: { currentTarget: { name: string; value: string } }): void => {
        const { name, value } = event.currentTarget;
        const form = { ...this.state.form, [name]: value };
        if (name === "text") this.typed = value;
        this.store(form);
        // A shown error is corrected while typing; a new one waits for the next try.
        const errors = { ...this.state.errors };
        if (errors[name as Name]) errors[name as Name] = this.check(form)[name as Name];
        this.setState({ form, errors });
    };

    private submit = (event: { preventDefault(): void }): void => {
        event.preventDefault();
        const { session } = this.props;
        const { name, email, text } = this.state.form;
        const errors = this.check(this.state.form);
        this.setState({ errors });
        const bad = required.find((one) => errors[one]);
        if (bad) return (this.element.current!.elements.namedItem(bad) as HTMLElement).focus();
        void session.start(
            {
                name: name.trim(),
                email: email.trim(),
                queue: this.queue(),
                text: text.trim(),
            },
            this.leaves,
        );
    };

    /** Those to choose from. */
    protected queues() {
        return this.props.state.status?.queues.filter((one) => one.open) ?? [];
    }

    /** The chosen queue, or the first of them: left out, it might be one where nobody is. */
    private queue(): string {
        const ids = this.queues().map((one) => one.id);
        const { queue } = this.state.form;
        return ids.includes(queue) ? queue : (ids[0] ?? "");
    }

    protected field(name: keyof Form, label: string, input: (common: object) => ReactNode) {
        const { form, errors } = this.state;
        const error = errors[name as Name];
        const common = {
            id: name,
            name,
            className: "input",
            value: form[name],
            required: true,
            "aria-invalid": !!error,
            "aria-describedby": error && `${name}_error`,
            onInput: this.change,
        };
        return (
            <div className="field">
                <label htmlFor={name}>{label}</label>
                {input(common)}
                {error && (
                    <p className="error" id={`${name}_error`}>
                        <Icon name="alert" />
                        {error}
                    </p>
                )}
            </div>
        );
    }

    protected topic(): ReactNode {
        const queues = this.queues();
        return (
            queues.length > 1 &&
            this.field("queue", this.props.t("topic"), (common) => (
                <select {...common} value={this.queue()}>
                    {queues.map(({ id, name }) => (
                        <option key={id} value={id}>
                            {name}
                        </option>
                    ))}
                </select>
            ))
        );
    }

    /** `head` stands above who asks, `topic` above the text, `more` below the button that sends. */
    protected page(head: ReactNode, named: boolean, topic: ReactNode, said: Said) {
        const { state, t } = this.props;
        const { problem, starting } = state;
        return (
            <form className="form" ref={this.element} noValidate onSubmit={this.submit}>
                <div className="scroll fields">
                    {head}
                    {named &&
                        this.field("name", t("name"), (common) => (
                            <input {...common} autoComplete="name" data-focus />
                        ))}
                    {this.field("email", t("email"), (common) => (
                        <input {...common} type="email" autoComplete="email" />
                    ))}
                    {topic}
                    {this.field("text", said.text, (common) => (
                        <textarea {...common} rows={3} data-focus />
                    ))}
                </div>
                <div className="foot">
                    {problem && (
                        <p className="error" role="alert">
                            <Icon name="alert" />
                            {problemText(t, problem)}
                        </p>
                    )}
                    <button type="submit" className="button primary" aria-disabled={starting}>
                        {starting ? t("sending") : said.send}
                    </button>
                    {said.more}
                </div>
            </form>
        );
    }

    override render(): ReactNode {
        const { state, t } = this.props;
        const { status, forgotten } = state;
        const agents = status?.agents_available;
        return this.page(
            <>
                <h2>{t("hello")}</h2>
                <p className="lead">{t(forgotten ? "forgotten" : "hello_more")}</p>
                {status && (
                    <p className={agents ? "chip available" : "chip"}>
                        <Icon name={agents ? "check" : "clock"} />
                        {agents ? t("available", { count: agents }) : t("busy")}
                    </p>
                )}
            </>,
            true,
            this.topic(),
            { text: t("question"), send: t("start") },
        );
    }
}
