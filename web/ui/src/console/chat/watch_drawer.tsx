// A chat of an agent, watched from a list: the live transcript and how to take part in it.
import { Drawer } from "../drawer.tsx";
import { useStore } from "../hooks.ts";
import { Skeleton } from "../skeleton.tsx";
import { useFace } from "./face.tsx";
import { isGuest } from "./guest.ts";
import { useText } from "./i18n.ts";
import { Supervision } from "./supervision.tsx";
import { Timeline } from "./timeline.tsx";
import styles from "./watch_drawer.module.css";

/** Closing it ends the watch. */
export function WatchDrawer(props: { chat: string | undefined; onClose: () => void }) {
    const { chat, onClose } = props;
    const { t } = useText();
    return (
        <Drawer
            side="end"
            wide
            label={t("supervise.title")}
            open={chat !== undefined}
            onClose={onClose}
        >
            {chat && <Watched key={chat} id={chat} />}
        </Drawer>
    );
}

function Watched({ id }: { id: string }) {
    const { t } = useText();
    const { conversation, gone } = useFace().useConversation(id);
    if (conversation) return <Live conversation={conversation} />;
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

function Live({ conversation }: { conversation: Parameters<typeof Timeline>[0]["conversation"] }) {
    const { user } = useFace();
    const { t } = useText();
    const { chat } = useStore(conversation);
    const over = chat.state === "closed" || chat.state === "unanswered";
    return (
        <div className={styles.pane}>
            <div className={styles.head}>
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
            <Timeline conversation={conversation} own={isGuest(chat, user.id)} staff />
            {over ? (
                <p className={styles.over} role="status">
                    {t("thread.ended")}
                </p>
            ) : (
                <Supervision conversation={conversation} at_once />
            )}
        </div>
    );
}
