// Showing one's screen to the agent: who asks for it, that it is seen, and the button that begins it.
// Loaded where a chat allows it, with its texts in both languages.
import { Icon, type IconName } from "@parley/ui";
import { Component } from "react";
import type { App } from "./app.tsx";
import { type Notice, Screen } from "./screen.ts";

const texts = {
    en: {
        title: "Your screen",
        share: "Share my screen",
        asks: "{name} asks to see your screen",
        how: "You choose what is shown, and can stop at any time.",
        no: "No, thanks",
        sees: "{name} sees your screen",
        stop: "Stop",
        withdrawn: "{name} no longer asks to see your screen.",
        cannot: "{name} asked to see your screen. It cannot be shown from here.",
        refused: "Your screen could not be shown. Please try again.",
        failed: "There is no connection for your screen. Please try again, if need be in another network or without VPN.",
        dismiss: "Close notice",
    },
    de: {
        title: "Ihr Bildschirm",
        share: "Meinen Bildschirm zeigen",
        asks: "{name} möchte Ihren Bildschirm sehen",
        how: "Sie wählen, was zu sehen ist, und können jederzeit aufhören.",
        no: "Nein, danke",
        sees: "{name} sieht Ihren Bildschirm",
        stop: "Beenden",
        withdrawn: "{name} möchte Ihren Bildschirm nicht mehr sehen.",
        cannot: "{name} wollte Ihren Bildschirm sehen. Von hier aus lässt er sich nicht zeigen.",
        refused: "Ihr Bildschirm ließ sich nicht zeigen. Bitte versuchen Sie es noch einmal.",
        failed: "Für Ihren Bildschirm gibt es keine Verbindung. Bitte versuchen Sie es noch einmal, notfalls in einem anderen Netz oder ohne VPN.",
        dismiss: "Hinweis schließen",
    },
};
const said = texts[document.documentElement.lang === "de" ? "de" : "en"];
const say = (id: keyof typeof said, name: string) => said[id].replace("{name}", () => name);

// Set by a script, since styles of their own are for what is loaded at first.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
.screen{border-block:1px solid var(--c-line)}
.screen.question{background:color-mix(in oklab,var(--c-accent) 12%,var(--c-surface))}
.screen.question p{flex:0 0 100%;color:inherit}
.screen.seen{border-block:2px solid;background:var(--c-busy-soft);color:var(--c-busy-text);font-weight:650}
.screen.seen .button{border-color:currentColor;color:inherit}`);
document.adoptedStyleSheets.push(sheet);

/** A chat's screen is shown on, whatever part of the panel is drawn anew. */
let current: { conversation: unknown; screen: Screen } | undefined;

function screenOf(app: App): Screen {
    const { conversation } = app.props.session.getSnapshot();
    if (current?.conversation !== conversation) {
        current?.screen.close();
        current = { conversation, screen: new Screen(app) };
    }
    return current!.screen;
}

/** In the header. */
export function ShareButton({ app }: { app: App }) {
    const screen = screenOf(app);
    if (!screen.open) return null;
    return (
        <button
            type="button"
            className="button quiet round"
            aria-label={said.share}
            title={said.share}
            onClick={screen.start}
        >
            <Shape />
        </button>
    );
}

function Shape() {
    return (
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M3 4h18v12H3zM8 20h8M12 16v4M12 13V7M9 9.5L12 7l3 2.5" />
        </svg>
    );
}

const icons: Partial<Record<Notice, IconName>> = { failed: "wifi_off" };

/** Between the messages and the field. */
export class Sharing extends Component<{ app: App }> {
    private screen = screenOf(this.props.app);
    private box = { current: null as HTMLDivElement | null };
    /** What was last told, and had the focus. */
    private told = "";
    private held = false;
    private badge = 0;

    override componentDidMount(): void {
        this.componentDidUpdate();
    }

    override componentDidUpdate(): void {
        const { screen } = this;
        screen.look();
        this.mark();
        const { announcer } = this.props.app.props;
        const { state = "", agent } = screen.sharing ?? {};
        const before = this.told;
        this.told = state;
        if (state === before) return;
        // That it runs, and does no more, is a line of the conversation.
        if (state === "asked") announcer.say(`${say("asks", agent!.name)}. ${said.how}`);
        if (this.held) this.keepFocus();
    }

    override componentWillUnmount(): void {
        this.screen.close();
        current = undefined;
    }

    /** While the panel is closed, what is asked counts as a message. */
    private mark(): void {
        const { host, session } = this.props.app.props;
        const { unread } = session.getSnapshot().conversation!.getSnapshot();
        const asked = this.screen.sharing?.state === "asked" && !host.open;
        const badge = asked ? unread + 1 : 0;
        if (badge !== this.badge) host.say({ parley: "unread", count: badge || unread });
        this.badge = badge;
    }

    /** What had the focus is gone: it goes on to what one does next. */
    private keepFocus(): void {
        if (document.activeElement !== document.body) return;
        const next = this.box.current!.querySelector<HTMLElement>("button");
        (next ?? document.querySelector<HTMLElement>("[data-focus]"))?.focus();
    }

    private button(label: string, look: string, act: () => void) {
        return (
            <button type="button" className={`button ${look}`} onClick={act}>
                {label}
            </button>
        );
    }

    private strip() {
        const { screen } = this;
        const { sharing } = screen;
        if (sharing?.state === "running") {
            return (
                <section className="strip screen seen" aria-label={said.title}>
                    <Shape />
                    <span>{say("sees", sharing.agent.name)}</span>
                    {this.button(said.stop, "quiet", screen.stop)}
                </section>
            );
        }
        return (
            sharing && (
                <section className="strip screen question" aria-label={said.title}>
                    <strong>{say("asks", sharing.agent.name)}</strong>
                    <p>{said.how}</p>
                    {this.button(said.share, "primary", screen.start)}
                    {this.button(said.no, "quiet", screen.decline)}
                </section>
            )
        );
    }

    override render() {
        const { notice, dismiss } = this.screen;
        this.held = !!this.box.current?.contains(document.activeElement);
        return (
            <div ref={this.box}>
                <div role="alert">
                    {notice && (
                        <div className="strip screen">
                            <Icon name={icons[notice.what] ?? "alert"} />
                            <span>{say(notice.what, notice.name)}</span>
                            <button
                                type="button"
                                className="button quiet round"
                                aria-label={said.dismiss}
                                title={said.dismiss}
                                onClick={dismiss}
                            >
                                <Icon name="close" />
                            </button>
                        </div>
                    )}
                </div>
                {this.strip()}
            </div>
        );
    }
}
