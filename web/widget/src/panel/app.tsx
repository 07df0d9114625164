// The panel: a header that says who is there, and below it the form or the chat.
import type { Chat, Client, Conversation, ConversationState } from "@parley/sdk";
import { type Announcer, Icon, type IconName } from "@parley/ui";
import { Component } from "react";
import { Composer } from "./composer.tsx";
import { ChatForm } from "./form.tsx";
import type { Host } from "./host.ts";
import type { Keep } from "./keep.ts";
import { isOver, isWaiting } from "./phases.ts";
import type { Session } from "./session.ts";
import { Banner } from "./strips.tsx";
import { Thread } from "./thread.tsx";
import type { T } from "./words.ts";

export interface AppProps {
    session: Session;
    host: Host;
    keep: Keep;
    t: T;
    language: string;
    announcer: Announcer;
}

/** A chat in which somebody wrote this recently is ended only after a question. */
const fresh_ms = 2 * 60_000;

/** Not a text field where that would open an on-screen keyboard. */
function focusFirst(): void {
    const touch = matchMedia("(pointer: coarse)").matches;
    const first = document.querySelector<HTMLElement>(
        touch ? "button[data-focus]" : "[data-focus]",
    );
    (first ?? document.querySelector("h1")!).focus();
}

function initials(name: string): string {
    const words = name.split(/\s+/).map((word) => [...word][0] ?? "");
    return words.slice(0, 2).join("").toUpperCase();
}

function RoundButton(props: { icon: IconName; label: string; onClick: () => void }) {
    const { icon, label, onClick } = props;
    return (
        <button
            type="button"
            className="button quiet round"
            aria-label={label}
            title={label}
            onClick={onClick}
        >
            <Icon name={icon} />
        </button>
    );
}

interface AppState {
    /** Whether the chat shall really end, or a message is written in place of waiting. */
    aside: "" | "end" | "leave";
    /** Counts what was sent from here. */
    sends: number;
    /** What is seldom needed, once it is loaded. */
    more?: typeof import("./leave.tsx");
    /** What every chat has, once it is loaded. */
    later?: typeof import("./chatting.ts");
    /** What files need, once there are some or may be. */
    files?: typeof import("./files.ts");
    /** What showing the screen needs, once that may be. */
    sharing?: typeof import("./sharing.tsx");
}

export class App extends Component<AppProps, AppState> {
    override state: AppState = { aside: "", sends: 0 };
    private scene = "";

    override componentDidMount(): void {
        const { session, host } = this.props;
        const render = () => this.forceUpdate();
        session.subscribe(render);
        host.subscribe(render);
        host.onFocus(focusFirst);
        addEventListener("keydown", ({ key, isComposing }) => {
            if (key !== "Escape" || isComposing) return;
            if (this.state.aside) this.stay();
            else this.close();
        });
        this.componentDidUpdate();
    }

    /**
     * What the focus stood on may be gone with the scene: it goes to the first thing of the new
     * one.
     */
    override componentDidUpdate(): void {
        const { session, host } = this.props;
        const { view, conversation } = session.getSnapshot();
        const { aside, more, later, files, sharing } = this.state;
        const { chat, items } = conversation?.getSnapshot() ?? {};
        const leaves = this.leaves(chat);
        // Who was accepted, and waits again, is in the line and not in the form.
        if (aside === "leave" && !leaves) this.stay();
        if (
            !more &&
            (leaves || (chat && !isWaiting(chat)) || items?.some(({ from }) => from.kind === "bot"))
        ) {
            // What cannot be loaded is tried again with the next change.
            import("./leave.tsx").then(
                (more) => this.setState({ more }),
                () => {},
            );
        }
        if (chat && !later) {
            import("./chatting.ts").then(
                (later) => {
                    if (!this.state.later) later.tellNews(this.props);
                    this.setState({ later });
                },
                () => {},
            );
        }
        if (!files && (chat?.files || items?.some((one) => one.files))) {
            import("./files.ts").then(
                (files) => this.setState({ files }),
                () => {},
            );
        }
        if (!sharing && (chat?.sharing_open || chat?.sharing)) {
            import("./sharing.tsx").then(
                (sharing) => this.setState({ sharing }),
                () => {},
            );
        }
        const over = chat && isOver(chat);
        const scene = [view, over, aside, (leaves || aside || over) && !!more].join();
        const first = !this.scene;
        if (scene === this.scene) return;
        this.scene = scene;
        if (!first && host.open && document.hasFocus()) focusFirst();
    }

    private stay = (): void => this.setState({ aside: "" });

    /** The form for a message is due: instead of waiting, or while nobody is there. */
    private leaves(chat?: Chat): unknown {
        const { aside } = this.state;
        return chat
            ? aside === "leave" && (isWaiting(chat) || chat.bot)
            : this.props.session.getSnapshot().status?.open === false;
    }

    private close = (): void => this.props.host.say({ parley: "close" });

    private end = (): void => {
        const { client, conversation } = this.props.session.getSnapshot();
        const last = conversation?.getSnapshot().items.at(-1);
        const fresh = last && client!.serverNow() - Date.parse(last.at) < fresh_ms;
        const aside = fresh && !this.state.aside ? "end" : "";
        this.setState({ aside });
        if (!aside) this.props.session.end();
    };

    private header(state?: ConversationState) {
        const { t } = this.props;
        const { later, sharing } = this.state;
        const chat = state?.chat;
        const agent = chat?.agent;
        return (
            <header>
                {agent && (
                    <span className="avatar" aria-hidden="true">
                        {initials(agent.name)}
                    </span>
                )}
                <div className="who">
                    <h1 tabIndex={-1}>{agent?.name ?? t("title")}</h1>
                    {agent && <p>{chat.queue_name}</p>}
                </div>
                {chat && sharing && <sharing.ShareButton app={this} />}
                {chat && later && <later.Bell app={this} />}
                {chat?.state === "active" && (
                    <RoundButton icon="exit" label={t("end")} onClick={this.end} />
                )}
                <RoundButton icon="close" label={t("close")} onClick={this.close} />
            </header>
        );
    }

    private chat(client: Client, conversation: Conversation) {
        const { session, host, keep, t, language } = this.props;
        const { aside, sends, more, later, files, sharing } = this.state;
        const state = conversation.getSnapshot();
        const { chat } = state;
        const leaves = this.leaves(chat);
        return (
            <main key={chat.id}>
                {this.header(state)}
                {more && aside === "end" && chat.state === "active" && (
                    <more.EndQuestion onEnd={this.end} onKeep={this.stay} />
                )}
                <Banner
                    connection={session.getSnapshot().connection}
                    t={t}
                    onRetry={client.retryNow}
                />
                {later && isWaiting(chat) && (
                    <later.Waiting
                        chat={chat}
                        t={t}
                        onCancel={session.end}
                        onLeave={!leaves && (() => this.setState({ aside: "leave" }))}
                    />
                )}
                {leaves && more ? (
                    <more.LeaveForm
                        {...this.props}
                        state={session.getSnapshot()}
                        onBack={this.stay}
                    />
                ) : (
                    <>
                        <Thread
                            conversation={conversation}
                            state={state}
                            host={host}
                            now={client.serverNow()}
                            sends={sends}
                            t={t}
                            language={language}
                            Body={more?.Body}
                            note={files?.note(this)}
                            later={later}
                        />
                        {sharing && <sharing.Sharing app={this} />}
                        {more && <more.Asides app={this} />}
                        {isOver(chat) ? (
                            more && <more.Ended app={this} />
                        ) : (
                            <Composer
                                conversation={conversation}
                                keep={keep}
                                t={t}
                                files={chat.files && files}
                                app={this}
                                onSent={() => this.setState({ sends: sends + 1 })}
                            />
                        )}
                    </>
                )}
            </main>
        );
    }

    override render() {
        const { session, t } = this.props;
        const state = session.getSnapshot();
        const { view, client, conversation } = state;
        if (client && conversation) return this.chat(client, conversation);
        const Form = this.leaves() ? this.state.more?.LeaveForm : ChatForm;
        return (
            <main key={view}>
                {this.header()}
                {view === "form" && Form ? (
                    <Form {...this.props} state={state} />
                ) : (
                    <p className="middle">{t(view === "form" ? "closed" : "loading")}</p>
                )}
            </main>
        );
    }
}
