// The open chat with its side panel, or what to show while none is open.
import type { Chat, Conversation } from "@parley/sdk";
import { type Found, useLookedUp } from "@parley/ui/console/chat/face.tsx";
import { Drawer } from "@parley/ui/console/drawer.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { MessageSquareOff, MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useApp, useDeskState, useListBeside, useStore, useWide } from "../context.tsx";
import { useText } from "../i18n.ts";
import { useFollowing } from "./following.ts";
import { OfferDock } from "./offers.tsx";
import shell from "./shell.module.css";
import { SidePanel } from "./side_panel.tsx";
import { Thread } from "./thread.tsx";
import { ListButton } from "./thread_header.tsx";
import styles from "./thread_pane.module.css";

export function ThreadPane({ chat }: { chat: string | undefined }) {
    return chat ? <Open id={chat} /> : <Nothing />;
}

function Open({ id }: { id: string }) {
    const { t } = useText();
    const { conversation, gone } = useConversation(id);
    if (conversation) return <OpenThread conversation={conversation} />;
    return (
        <Frame>
            {gone ? (
                <Message icon={<MessageSquareOff size={28} aria-hidden="true" />}>
                    {t(gone === "not_found" ? "thread.not_yours" : "load_failed")}
                </Message>
            ) : (
                <Skeleton rows={5} />
            )}
        </Frame>
    );
}

/** The conversation of an own chat, or one of its own for a chat that is looked up. */
export function useConversation(id: string): Found {
    const { desk } = useApp();
    const { loaded, chats } = useDeskState();
    const own = chats.has(id) ? desk.conversation(id) : undefined;
    const look_up = !own && (loaded || !desk.takes_chats);
    const found = useLookedUp(desk.client, id, desk.openConversation, look_up);
    return own ? { conversation: own } : found;
}

function OpenThread({ conversation }: { conversation: Conversation }) {
    const { drawer } = useApp();
    const wide = useWide();
    const { t } = useText();
    const { chat } = useStore(conversation);
    const open = useStore(drawer);
    useFollowing(conversation);
    return (
        <div className={styles.both}>
            <main className={styles.thread}>
                <Thread conversation={conversation} />
            </main>
            {wide ? (
                <SidePanel chat={chat} />
            ) : (
                <Drawer
                    side="end"
                    label={t("side.title")}
                    open={open === "side"}
                    onClose={() => drawer.set("none")}
                >
                    <SidePanel chat={chat} />
                </Drawer>
            )}
        </div>
    );
}

function Nothing() {
    const { t } = useText();
    const beside = useListBeside();
    const { loaded, chats } = useDeskState();
    return (
        <Frame>
            {!beside && (
                <div className={styles.head}>
                    <ListButton />
                </div>
            )}
            {loaded && (
                <Message icon={<MessagesSquare size={32} aria-hidden="true" />}>
                    {t(chats.size ? "thread.choose" : "thread.none")}
                </Message>
            )}
        </Frame>
    );
}

function Frame({ children }: { children: ReactNode }) {
    return (
        <main className={`${shell.main} ${styles.thread}`} data-region="thread" tabIndex={-1}>
            <OfferDock />
            {children}
        </main>
    );
}

function Message({ icon, children }: { icon: ReactNode; children: ReactNode }) {
    return (
        <div className={styles.message}>
            {icon}
            <p>{children}</p>
        </div>
    );
}

export function isOwnOpen(chat: Chat, user: string): boolean {
    return chat.state === "active" && chat.agent?.id === user;
}
