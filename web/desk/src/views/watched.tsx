// A chat that one reads beside a list: of all of them, or of what a search has found.
import type { Conversation } from "@parley/sdk";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { useApp, useStore, useWide } from "../context.tsx";
import { useText } from "../i18n.ts";
import { useFollowing } from "./following.ts";
import shell from "./shell.module.css";
import { SidePanel } from "./side_panel.tsx";
import { Thread } from "./thread.tsx";
import pane from "./thread_pane.module.css";
import { useConversation } from "./thread_pane.tsx";

/** `at`: the message to show, the last ones where it is left out. */
export function Watched({ id, at }: { id: string; at?: number | undefined }) {
    const { t } = useText();
    const { conversation, gone } = useConversation(id);
    if (conversation) return <WatchedThread conversation={conversation} at={at} />;
    return (
        <main className={`${shell.main} ${pane.thread}`} data-region="thread" tabIndex={-1}>
            {gone ? (
                <div className={pane.message} role="alert">
                    <p>{t(gone === "not_found" ? "all.gone" : "load_failed")}</p>
                </div>
            ) : (
                <Skeleton rows={5} />
            )}
        </main>
    );
}

function WatchedThread(props: { conversation: Conversation; at: number | undefined }) {
    const { conversation, at } = props;
    const { desk } = useApp();
    const wide = useWide();
    const { chat } = useStore(conversation);
    useFollowing(conversation);
    return (
        <div className={pane.both}>
            <main className={pane.thread}>
                <Thread
                    conversation={conversation}
                    supervised={desk.may("chat_view_all")}
                    at={at}
                />
            </main>
            {wide && <SidePanel chat={chat} />}
        </div>
    );
}
