// The messages: pinned to the end unless the reader scrolled away (reading.tsx), and "seen" told only
// when it is.
import type { Conversation, ConversationState, Problem } from "@parley/sdk";
import { type RowContext, seenKey, TimelineRow, Typing, timelineRows } from "@parley/ui";
import { Component, createRef } from "react";
import type { Host } from "./host.ts";
import type { Reading } from "./reading.tsx";
import { reasonText, type T } from "./words.ts";

/** A message is seen when 60 % of it was in sight for this long. */
const seen_ms = 500;
const seen_part = 0.6;

export interface ThreadProps {
    conversation: Conversation;
    state: ConversationState;
    host: Host;
    now: number;
    /** Counts own sends: each scrolls down. */
    sends: number;
    t: T;
    language: string;
    Body: RowContext["Body"];
    note: RowContext["note"];
    /** What follows the reader who scrolls away, once it is loaded. */
    later: typeof import("./chatting.ts") | undefined;
}

export class Thread extends Component<ThreadProps> {
    box = createRef<HTMLElement>();
    /** The reader is at the end, and stays there. */
    pinned = true;
    private reading?: Reading;
    private attended = false;
    /** Where the reader left off; above what is in sight, a way there is offered (reading.tsx). */
    new_after: number | undefined;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private observer = new ResizeObserver(() => this.hold());

    override componentDidMount(): void {
        this.observer.observe(this.box.current!);
        this.hold();
    }

    override componentWillUnmount(): void {
        this.observer.disconnect();
        clearTimeout(this.timer);
    }

    override componentDidUpdate({ sends: before }: ThreadProps): void {
        const { state, sends, later } = this.props;
        if (sends !== before) return this.toEnd();
        this.hold();
        this.look();
        if (later && state.loaded) this.reading ??= new later.Reading(this);
        this.reading?.drawn();
    }

    distance(): number {
        const { scrollHeight, clientHeight, scrollTop } = this.box.current!;
        return scrollHeight - clientHeight - scrollTop;
    }

    private hold(): void {
        if (this.pinned) this.box.current!.scrollTop += this.distance();
        else this.reading?.hold();
    }

    toEnd = (): void => {
        this.pinned = true;
        this.reading?.toEnd();
        this.hold();
        this.look();
    };

    private scrolled = (): void => {
        if (!this.box.current!.clientHeight) return; // hidden with the panel: not the reader's doing
        if (this.reading) this.reading.scrolled();
        else this.pinned = this.distance() <= 48;
        this.look();
    };

    private look(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            if (!this.props.host.attended) return;
            const end = this.box.current!.getBoundingClientRect().bottom;
            const seen = [
                ...this.box.current!.querySelectorAll<HTMLElement>("[data-seq]"),
            ].findLast((one) => {
                const { top, height } = one.getBoundingClientRect();
                return top + height * seen_part <= end;
            });
            if (seen) this.props.conversation.markRead(Number(seen.dataset.seq));
        }, seen_ms);
    }

    /** "New" stands where the reader left off, fixed until the panel is closed. */
    private divide({ read, unread, loaded }: ConversationState): void {
        const { host } = this.props;
        const attended = host.attended && loaded;
        if (!host.open) this.new_after = undefined;
        else if (attended && !this.attended && unread) this.new_after = read.customer;
        this.attended = attended;
    }

    override render() {
        const { conversation, state, now, t, language, Body, note } = this.props;
        const { typing, delivered, read, chat } = state;
        const items = this.reading ? this.reading.shown(state.items) : state.items;
        const me = chat.customer;
        this.divide(state);
        const context = {
            t,
            language,
            me,
            now,
            delivered: delivered.agent,
            seen: read.agent,
            seen_key: seenKey(state.items, me, read.agent),
            reason: (problem: Problem) => reasonText(t, problem),
            onRetry: conversation.retry,
            onRemove: conversation.remove,
            Body,
            note,
        };
        return (
            <div className="thread">
                <section
                    className="scroll"
                    ref={this.box}
                    aria-label={t("conversation")}
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
                    tabIndex={0}
                    onScroll={this.scrolled}
                >
                    <ol className="timeline">
                        {timelineRows(items, { me, new_after: this.new_after }).map((row) => (
                            <TimelineRow key={row.key} row={row} context={context} />
                        ))}
                    </ol>
                    {typing && <Typing name={typing.name} t={t} />}
                </section>
                {this.reading?.pills()}
            </div>
        );
    }
}
