// A chat of an agent, watched from a list: the live transcript and how to take part in it.
import type { Chat, Conversation } from "@parley/sdk";
import type { ReactNode } from "react";
import { Drawer } from "../drawer.tsx";
import { useStore } from "../hooks.ts";
import { Skeleton } from "../skeleton.tsx";
import { useFace } from "./face.tsx";
import { isGuest } from "./guest.ts";
import { HandOverFacts } from "./handed_on.tsx";
import { useText } from "./i18n.ts";
import { ScreenLine } from "./screen_line.tsx";
import { type Mode, Supervision } from "./supervision.tsx";
import { Timeline } from "./timeline.tsx";
import styles from "./watch_drawer.module.css";

/** Closing it ends the watch. `decide`: what else the face lets a manager do about the chat. */
export function WatchDrawer(props: {
    chat: string | undefined;
    /** How it begins. */
    mode?: Mode;
    onClose: () => void;
    decide?: (chat: Chat) => ReactNode;
}) {
    const { chat, mode = "watch", onClose, decide } = props;
    const { t } = useText();
    return (
        <Drawer
            side="end"
            wide
            label={t("supervise.title")}
            open={chat !== undefined}
            onClose={onClose}
        >
            {chat && <Watched key={`${chat} ${mode}`} id={chat} mode={mode} decide={decide} />}
        </Drawer>
    );
}

type Decide = ((chat: Chat) => ReactNode) | undefined;

function Watched({ id, mode, decide }: { id: string; mode: Mode; decide: Decide }) {
    const { t } = useText();
    const { conversation, gone } = useFace().useConversation(id);
    if (conversation) return <Live conversation={conversation} mode={mode} decide={decide} />;
    return (
        <div className={styles.pane}>
            {gone ? (
                <p className={styles.over} role="alert">
                    {t(gone === "not_found" ? "all.gone" : "load_failed")}
                </p>
            ) : (
                <Skeleton rows={5} />
            )}
        </div>
    );
}

function Live(props: { conversation: Conversation; mode: Mode; decide: Decide }) {
    const { conversation, mode, decide } = props;
    const { user } = useFace();
    const { t } = useText();
    const { chat } = useStore(conversation);
    const over = chat.state === "closed" || chat.state === "unanswered";
    return (
        <div className={styles.pane}>
            <div className={styles.head}>
                <div className={styles.who}>
                    <h2 className={styles.name}>{chat.customer.name || t("customer.unnamed")}</h2>
                    <p className={styles.facts}>
                        {chat.queue_name}
                        {chat.agent && (
                            <>
                                {" · "}
                                <bdi>{chat.agent.name}</bdi>
                            </>
                        )}
                    </p>
                </div>
                {decide?.(chat)}
            </div>
            {chat.handed_on && (
                <details className={styles.handed_on}>
                    <summary>{t("handed.by", { name: chat.handed_on.from.name })}</summary>
                    <dl>
                        <HandOverFacts of={chat.handed_on} />
                    </dl>
                </details>
            )}
            <div role="status">
                <ScreenLine chat={chat} />
            </div>
            <Timeline conversation={conversation} own={isGuest(chat, user.id)} staff />
            {over ? (
                <p className={styles.over} role="status">
                    {t("thread.ended")}
                </p>
            ) : (
                <Supervision conversation={conversation} start={mode} />
            )}
        </div>
    );
}
