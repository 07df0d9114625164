// Where the customer writes. Enter sends, Shift+Enter breaks the line, an input method's Enter does
// neither. What is attached (attached.tsx) goes along.
import type { Conversation } from "@parley/sdk";
import { Icon } from "@parley/ui";
import { Component, createRef } from "react";
import type { App } from "./app.tsx";
import type { Attached } from "./attached.tsx";
import type { Keep } from "./keep.ts";
import { type T, tooLong } from "./words.ts";

/** The counter appears when this many are left. */
const warn_left = 50;

interface ComposerProps {
    conversation: Conversation;
    keep: Keep;
    t: T;
    app: App;
    /** Where files may be attached, once it is loaded. */
    files: typeof import("./files.ts") | undefined;
    onSent: () => void;
}

export class Composer extends Component<ComposerProps, { text: string }> {
    private draft = `draft.${this.props.conversation.id}`;
    override state = { text: this.props.keep.get(this.draft) ?? "" };
    private field = createRef<HTMLTextAreaElement>();
    /** Makes itself known. */
    attached?: Attached | undefined;

    override componentDidMount(): void {
        this.componentDidUpdate();
    }

    /** As high as the text, within the limits of the style. */
    override componentDidUpdate(): void {
        const field = this.field.current!;
        field.style.height = "";
        if (field.scrollHeight) field.style.height = `${field.scrollHeight + 2}px`;
    }

    private change = (text: string): void => {
        const { conversation, keep } = this.props;
        this.setState({ text });
        keep.set(this.draft, text);
        if (text.trim()) conversation.typed();
        else conversation.stopTyping();
    };

    private get max(): number {
        return this.props.conversation.getSnapshot().chat.message_max;
    }

    private tooLong = () => tooLong(this.props.t, this.state.text, this.max);

    private submit = (event: { preventDefault(): void }): void => {
        event.preventDefault();
        this.field.current!.focus();
        this.send();
    };

    send(): void {
        const { conversation, keep, onSent } = this.props;
        const { attached } = this;
        const text = this.state.text.trim();
        if (!(text || attached?.any) || this.tooLong() || attached?.holds()) return;
        conversation.send(text, attached?.take());
        this.setState({ text: "" });
        keep.set(this.draft);
        onSent();
    }

    override render() {
        const { conversation, t, files } = this.props;
        const { text } = this.state;
        const error = this.tooLong();
        const left = this.max - [...text].length;
        return (
            <form className="composer" onSubmit={this.submit}>
                {files && <files.Attached composer={this} />}
                <textarea
                    ref={this.field}
                    className="input"
                    rows={1}
                    value={text}
                    aria-label={t("write")}
                    placeholder={`${t("write")}…`}
                    aria-invalid={!!error}
                    aria-describedby="length"
                    enterKeyHint="send"
                    data-focus
                    onInput={(event) => this.change(event.currentTarget.value)}
                    onBlur={conversation.stopTyping}
                    onKeyDown={(event) => {
                        // The renderer hands over the browser's own event.
                        const { key, shiftKey, isComposing } = event as unknown as KeyboardEvent;
                        if (key === "Enter" && !shiftKey && !isComposing) this.submit(event);
                    }}
                />
                <button
                    type="submit"
                    className="button primary round"
                    aria-label={t("send")}
                    aria-disabled={!(text.trim() || this.attached?.any) || !!error}
                >
                    <Icon name="send" />
                </button>
                <p className={error ? "error" : "left num"} id="length">
                    {error ?? (left <= warn_left ? t("left", { count: left }) : "")}
                </p>
            </form>
        );
    }
}
