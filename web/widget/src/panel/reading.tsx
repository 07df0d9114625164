// Who reads above the end of the messages: older pages come, what is far away leaves the page, and
// nothing of that moves the first message in sight; a pill leads back to the end, another one to where
// what is new begins.
import type { Item } from "@parley/sdk";
import { Icon } from "@parley/ui";
import { holdPlace, keepPlace, type Place, placeIn, takePlace } from "@parley/ui/place.ts";
import type { Thread } from "./thread.tsx";

/** This near to the end counts as reading the end. */
const pinned_px = 48;
/** The next older page is fetched, and the window moves, this long before its edge is in sight. */
const ahead_px = 400;
/** From here on the pill leads back to the end. */
const far_px = 600;
/** A scroll that the browser animates has come to its end by then. */
const settle_ms = 1_000;
/** Above this the page holds a window. */
const whole_max = 400;
/** Messages in the page each way of the one the reader is at. */
const window_half = 150;

const [to_end, to_new] =
    document.documentElement.lang === "de"
        ? ["Zur neuesten Nachricht", "Erste neue Nachricht"]
        : ["To the newest message", "First new message"];

export class Reading {
    /** Where the reader is, while not at the end. */
    private place?: Place | undefined;
    /** The reader was here before the reload, and is not yet again. */
    private returning = false;
    /** The message around which the window lies; left out: the last one. */
    private center?: number | undefined;
    /** What the window holds: the last message, the first one that is loaded. */
    private tail = true;
    private head = true;
    /** Up to this seq the reader knows the end; 0 while at the end. */
    private known = 0;
    private far = false;
    /** Where the line above what is new stands, and the same while the reader has not been there. */
    private line: number | undefined;
    private missed: number | undefined;
    /** Until then each scroll leads to the end, unless the reader does something else. */
    private going_until = 0;

    constructor(private thread: Thread) {
        const { conversation } = thread.props;
        this.place = takePlace(conversation.id);
        window.onpagehide = () => {
            if (thread.box.current) keepPlace(conversation.id, this.place);
        };
        for (const name of ["wheel", "pointerdown", "keydown"]) {
            this.box.addEventListener(name, () => {
                this.going_until = 0;
            });
        }
        this.box.addEventListener("keydown", this.key);
        if (this.place) this.comeBack(this.place.seq);
        else this.scrolled();
    }

    /** Once all stands where it belongs: whether what is new begins above what is in sight. */
    drawn(): void {
        const { thread, box, missed, line } = this;
        if (this.returning || !box.clientHeight) return;
        if (thread.new_after !== line) this.line = this.missed = thread.new_after;
        if ((placeIn(box)?.seq ?? 0) <= this.missed! + 1) this.missed = undefined;
        if (missed !== this.missed) thread.forceUpdate();
    }

    /** To the first message that the reader has not seen. */
    private toNew = (): void => {
        const { box } = this;
        this.going_until = 0;
        this.place = { seq: this.missed! + 1, top: box.clientHeight / 3 };
        this.comeBack(this.place.seq);
        box.focus({ preventScroll: true });
    };

    private comeBack(seq: number): void {
        const { thread } = this;
        thread.pinned = false;
        this.returning = true;
        this.center = seq;
        this.known = this.last;
        void thread.props.conversation.loadOlder(seq).then(() => {
            this.returning = false;
            thread.forceUpdate();
        });
    }

    private get box(): HTMLElement {
        return this.thread.box.current!;
    }

    private get last(): number {
        return this.thread.props.state.items.findLast((one) => one.seq)?.seq ?? 0;
    }

    /** The messages that are in the page; what has not arrived yet stands at the end. */
    shown(items: readonly Item[]): readonly Item[] {
        const { center = Infinity, last } = this;
        const whole = items.length <= whole_max;
        this.tail = whole || center + window_half >= last;
        const low = this.tail ? last - 2 * window_half : center - window_half;
        const high = this.tail ? Infinity : center + window_half;
        const some = items.filter(({ seq = Infinity }) => whole || (seq > low && seq <= high));
        this.head = some[0] === items[0];
        return some;
    }

    /** After anything has come or gone. */
    hold(): void {
        if (this.box.clientHeight && this.place) holdPlace(this.box, this.place);
    }

    toEnd(): void {
        this.returning = this.far = false;
        this.known = 0;
        this.place = this.center = this.missed = undefined;
        this.thread.forceUpdate();
    }

    scrolled = (): void => {
        const { thread, box } = this;
        const { state, conversation } = thread.props;
        if (this.returning || !box.clientHeight) return; // or hidden with the panel
        if (Date.now() < this.going_until) box.scrollTop = box.scrollHeight;
        const { known, center, far } = this;
        const rest = thread.distance();
        const at_top = box.scrollTop < ahead_px;
        thread.pinned = this.tail && rest <= pinned_px;
        this.place = thread.pinned ? undefined : placeIn(box);
        this.known = thread.pinned ? 0 : known || this.last;
        this.far = !thread.pinned && (!this.tail || rest > far_px);
        if (at_top || rest < ahead_px) this.center = this.place?.seq;
        if (known !== this.known || center !== this.center || far !== this.far) {
            thread.forceUpdate();
        }
        if (at_top && this.head && state.older) void conversation.loadOlder();
        this.drawn();
    };

    /** To the end, whatever scroll is on its way. */
    private jump(): void {
        this.going_until = Date.now() + settle_ms;
        this.thread.toEnd();
    }

    /** Home and End mean the whole conversation, not the part of it that is in the page. */
    private key = (event: KeyboardEvent): void => {
        const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
        if (target !== this.box || altKey || ctrlKey || metaKey || shiftKey) return;
        if (key === "End") this.jump();
        else if (key === "Home" && !this.head) {
            const seq = this.thread.props.state.items.find((one) => one.seq)?.seq ?? 0;
            this.thread.pinned = false;
            this.known ||= this.last;
            this.place = { seq, top: 0 };
            this.center = seq;
            this.thread.forceUpdate();
        } else return;
        event.preventDefault();
    };

    pills() {
        const { state, t } = this.thread.props;
        const count = state.items.filter(
            ({ seq = 0, from, event }) =>
                this.known && seq > this.known && from.id !== state.chat.customer.id && !event,
        ).length;
        return (
            <>
                {this.missed !== undefined && (
                    <button type="button" className="button pill up" onClick={this.toNew}>
                        {to_new}
                        <Icon name="down" />
                    </button>
                )}
                {(count > 0 || this.far) && (
                    <button
                        type="button"
                        className="button pill"
                        aria-label={count ? undefined : to_end}
                        onClick={() => {
                            this.jump();
                            this.box.focus({ preventScroll: true });
                        }}
                    >
                        {count > 0 && t("new_below", { count })}
                        <Icon name="down" />
                    </button>
                )}
            </>
        );
    }
}
