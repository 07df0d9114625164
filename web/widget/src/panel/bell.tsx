// A short sound for a message that comes while nobody looks at the panel, and the button that mutes
// it. However many tabs have the chat, one of them sounds, and none while somebody reads in another.
import { Component } from "react";
import type { App } from "./app.tsx";

const said =
    document.documentElement.lang === "de"
        ? { mute: "Ton ausschalten", unmute: "Ton einschalten" }
        : { mute: "Turn sound off", unmute: "Turn sound on" };

/** Between two sounds, and after a message that somebody has read where it came. */
const gap_ms = 3_000;
/** Tabs in which somebody reads come first by this. */
const first_ms = 150;
/** Frequency in Hz, start and length in s. */
const notes = [
    [784, 0, 0.09],
    [1046.5, 0.07, 0.22],
] as const;
const loudest = 0.25;
const key = "muted";

const shape = "M6 9a6 6 0 0 1 12 0c0 5 2 6 2 8H4c0-2 2-3 2-8M10 20.5h4";
const stroke = "M3 3l18 18";

/** What the browser holds back until somebody has clicked is not made up for later. */
function play(): void {
    const audio = new AudioContext();
    const end = () => void audio.close().catch(() => undefined);
    const late = setTimeout(end, gap_ms / 3);
    audio.resume().then(
        () => {
            clearTimeout(late);
            for (const [frequency, start, length] of notes) {
                const from = audio.currentTime + start;
                const gain = audio.createGain();
                gain.gain.setValueAtTime(0, from);
                gain.gain.linearRampToValueAtTime(loudest, from + 0.015);
                gain.gain.exponentialRampToValueAtTime(0.0001, from + length);
                const tone = audio.createOscillator();
                tone.frequency.value = frequency;
                tone.connect(gain).connect(audio.destination);
                tone.start(from);
                tone.stop(from + length);
                tone.onended = start ? end : null;
            }
        },
        () => undefined,
    );
}

export class Bell extends Component<{ app: App }, { muted: boolean }> {
    override state = { muted: !!this.props.app.props.keep.get(key) };
    /** Up to this seq nothing is news; undefined until the history is there. */
    private heard: number | undefined;

    override componentDidMount(): void {
        const { keep } = this.props.app.props;
        keep.onOther(key, () => this.setState({ muted: !!keep.get(key) }));
        this.componentDidUpdate();
    }

    override componentDidUpdate(): void {
        const { session, host } = this.props.app.props;
        const { items, loaded, chat } = session.getSnapshot().conversation!.getSnapshot();
        if (!loaded) return;
        const last = items.findLast((one) => one.from.id !== chat.customer.id && !one.event);
        const seq = last?.seq ?? 0;
        const news = this.heard !== undefined && seq > this.heard;
        this.heard = seq;
        if (!news || this.state.muted) return;
        setTimeout(this.ring, host.attended ? 0 : first_ms);
    }

    private ring = (): void => {
        const { attended } = this.props.app.props.host;
        void navigator.locks.request("parley.sound", { ifAvailable: true }, async (lock) => {
            if (!lock) return;
            if (!attended) play();
            await new Promise((done) => setTimeout(done, gap_ms));
        });
    };

    private toggle = (): void => {
        const muted = !this.state.muted;
        this.props.app.props.keep.set(key, muted ? "1" : "");
        this.setState({ muted });
    };

    override render() {
        const { muted } = this.state;
        const label = muted ? said.unmute : said.mute;
        return (
            <button
                type="button"
                className="button quiet round"
                aria-label={label}
                title={label}
                onClick={this.toggle}
            >
                <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
                    <path d={muted ? shape + stroke : shape} />
                </svg>
            </button>
        );
    }
}
