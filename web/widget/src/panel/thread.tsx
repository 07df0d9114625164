// The messages: pinned to the end unless the reader scrolled away, older pages above, a pill for
// what is new below,
// and "seen" told only when it is.
import type { Conversation, ConversationState, Problem } from "@parley/sdk";
import { Icon, type RowContext, seenKey, TimelineRow, Typing, timelineRows } from "@parley/ui";
import { Component, createRef } from "react";
import type { Host } from "./host.ts";
import { reasonText, type T } from "./words.ts";

const pinned_px = 48;
const older_px = 400;
/** A message is seen when 60 % of it was in sight for this long. */
const seen_ms = 500;
const seen_part = 0.6;

/** How far from the end the reader was, kept over a reload of this tab. */
function place(id: string, distance?: number): number {
    const key = `parley.place.${id}`;
    try {
        if (distance !== undefined) sessionStorage.setItem(key, `${distance}`);
        return Number(sessionStorage.getItem(key));
    } catch {
        return 0; // without storage the next load starts at the end
    }
}

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
}

/** `known`: up to this seq the reader, who scrolled away, knows the end; 0 while pinned. */
export class Thread extends Component<ThreadProps, { known: number }> {
    override state = { known: 0 };
    private box = createRef<HTMLElement>();
    private from_end = place(this.props.conversation.id);
    private attended = false;
    private new_after: number | undefined;
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

    override componentDidUpdate({ state: before, sends }: ThreadProps): void {
        const { state, sends: now } = this.props;
        const box = this.box.current!;
        if (now !== sends) return this.toEnd();
        // Text that comes above or below never moves what is being read.
        const below = before.items[0]?.key === state.items[0]?.key;
        if (before.loaded && below && this.from_end) this.from_end = this.distance();
        if (box.clientHeight) this.hold();
        this.look();
    }

    private distance(): number {
        const { scrollHeight, clientHeight, scrollTop } = this.box.current!;
        return scrollHeight - clientHeight - scrollTop;
    }

    /** Keeps the distance to the end. */
    private hold(): void {
        const box = this.box.current!;
        box.scrollTop += this.distance() - this.from_end;
    }

    private toEnd = (): void => {
        this.from_end = 0;
        this.hold();
        this.look();
    };

    private scrolled = (): void => {
        const { state, conversation } = this.props;
        const box = this.box.current!;
        if (!box.clientHeight) return; // hidden with the panel: not the reader's doing
        const distance = this.distance();
        this.from_end = distance <= pinned_px ? 0 : distance;
        place(conversation.id, this.from_end);
        const known = this.from_end ? this.state.known || (state.items.at(-1)?.seq ?? 0) : 0;
        if (known !== this.state.known) this.setState({ known });
        if (box.scrollTop < older_px && state.older) void conversation.loadOlder();
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
        const { conversation, state, now, t, language, Body } = this.props;
        const { items, typing, read, chat } = state;
        const { known } = this.state;
        const me = chat.customer;
        this.divide(state);
        const context = {
            t,
            language,
            me,
            now,
            seen: read.agent,
            seen_key: seenKey(items, me, read.agent),
            reason: (problem: Problem) => reasonText(t, problem),
            onRetry: conversation.retry,
            onRemove: conversation.remove,
            Body,
        };
        const more = items.filter(
            ({ seq = 0, from }) => known && seq > known && from.id !== me.id,
        ).length;
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
                {more > 0 && (
                    <button type="button" className="button pill" onClick={this.toEnd}>
                        {t("new_below", { count: more })}
                        <Icon name="down" />
                    </button>
                )}
            </div>
        );
    }
}
