// One conversation: header, offers in narrow windows, messages, composer or what ended it.
import type { Chat, Conversation } from "@parley/sdk";
import { Composer } from "@parley/ui/console/chat/composer.tsx";
import { isGuest } from "@parley/ui/console/chat/guest.ts";
import { Supervision } from "@parley/ui/console/chat/supervision.tsx";
import { Timeline } from "@parley/ui/console/chat/timeline.tsx";
import { WordLine } from "@parley/ui/console/chat/word_line.tsx";
import { Writing } from "@parley/ui/console/chat/writing.tsx";
import { filesKey, filesOf, keepFiles } from "@parley/ui/console/files/kept.ts";
import { Archive, Eye } from "lucide-react";
import { useId, useState, useSyncExternalStore } from "react";
import { useApp, useDeskState, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { AbsentStrip } from "./absent.tsx";
import { ConferenceStrip, WatchedStrip } from "./conference.tsx";
import { focusComposer } from "./focus.ts";
import { isOver } from "./following.ts";
import { GhostDrafts } from "./ghost.tsx";
import { HelpStrip } from "./help_calls.tsx";
import { OfferDock } from "./offers.tsx";
import { SharedScreen } from "./sharing.tsx";
import styles from "./thread.module.css";
import { ThreadHeader } from "./thread_header.tsx";
import { isOwnOpen } from "./thread_pane.tsx";
import { AskedStrip } from "./transfer.tsx";
import { ViewersStrip } from "./viewers.tsx";
import { WrapUpPanel } from "./wrap_up.tsx";

export function Thread(props: {
    conversation: Conversation;
    supervised?: boolean;
    /** The message to show first; the last ones where it is left out. */
    at?: number | undefined;
}) {
    const { conversation, supervised = false, at } = props;
    const { desk } = useApp();
    const { chat } = useStore(conversation);
    const own = isOwnOpen(chat, desk.user.id);
    const { wrap_ups, chats } = useDeskState();
    const wrap_up = wrap_ups.get(chat.id);
    const here = chats.get(chat.id)?.chat;
    const guest = here?.state === "active" && isGuest(here, desk.user.id);
    const open = !isOver(chat);
    const steers = supervised && open && !own && !wrap_up && desk.may("chat_monitor");
    const [heard, setHeard] = useState(false);
    return (
        <>
            <ThreadHeader chat={chat} own={own} guest={guest} />
            <OfferDock />
            <SharedScreen chat={chat} told={own || guest} />
            {/* What came right before the end is still read, and counted until then. */}
            <Timeline
                conversation={conversation}
                own={guest || chat.agent?.id === desk.user.id}
                staff={own || guest || wrap_up !== undefined || supervised}
                follows={open && !own && !guest}
                at={at}
                onHeard={setHeard}
            />
            {(own || guest) && <AbsentStrip chat={chat} />}
            {own && <AskedStrip chat={chat} />}
            {(own || guest) && <ConferenceStrip chat={chat} />}
            {(own || guest) && <WatchedStrip id={chat.id} />}
            {(own || guest) && <HelpStrip id={chat.id} />}
            <ViewersStrip chat={here ?? chat} />
            {own && <GhostDrafts id={chat.id} />}
            {(own || guest) && !steers && (
                <WordLine key={`word ${chat.id}`} chat={chat} keys="Alt+W" />
            )}
            {steers ? (
                <Supervision conversation={conversation} />
            ) : own || guest ? (
                <Writing
                    key={chat.id}
                    chat={chat}
                    replies
                    whispers={heard || here?.help !== undefined}
                >
                    <Composer conversation={conversation} may_end={own} />
                </Writing>
            ) : wrap_up ? (
                <WrapUpPanel
                    key={wrap_up.id}
                    chat={chat}
                    wrap_up={wrap_up}
                    unsent={<Draft chat={chat} />}
                />
            ) : (
                <Writing key={chat.id} chat={chat} replies={false}>
                    <ReadOnly chat={chat} />
                </Writing>
            )}
        </>
    );
}

function ReadOnly({ chat }: { chat: Chat }) {
    const { t } = useText();
    const watching = !isOver(chat);
    return (
        <div className={styles.read_only} tabIndex={-1} data-region-focus>
            {watching ? (
                <Eye size={16} aria-hidden="true" />
            ) : (
                <Archive size={16} aria-hidden="true" />
            )}
            <p>{watching ? t("thread.watching") : t(endText(chat))}</p>
            <Draft chat={chat} />
        </div>
    );
}

/** What was being written in a chat in which nothing can be sent any more. */
function Draft({ chat }: { chat: Chat }) {
    const { drafts } = useApp().desk;
    const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get(chat.id));
    const kept = useSyncExternalStore(drafts.subscribe, () => drafts.get(filesKey(chat.id)));
    if (!draft.trim() && !kept) return null;
    return (
        <Unsent
            text={[draft, ...filesOf(kept).map(({ name }) => name)].filter(Boolean).join("\n")}
            onDelete={() => {
                drafts.set(chat.id, "");
                keepFiles(drafts, chat.id, []);
                focusComposer();
            }}
        />
    );
}

/** The chat ended, or went to somebody else, while this was written. */
function Unsent({ text, onDelete }: { text: string; onDelete: () => void }) {
    const { announcer } = useApp();
    const { t } = useText();
    const label = useId();
    function copy(): void {
        navigator.clipboard.writeText(text).then(
            () => announcer.say(t("copied")),
            () => undefined,
        );
    }
    return (
        <div className={styles.unsent}>
            <div className={styles.unsent_head}>
                <span id={label}>{t("not_sent")}</span>
                <button type="button" className="link" onClick={copy}>
                    {t("copy")}
                </button>
                <button type="button" className="link" onClick={onDelete}>
                    {t("delete")}
                </button>
            </div>
            <textarea className="input" readOnly rows={3} value={text} aria-labelledby={label} />
        </div>
    );
}

function endText(chat: Chat) {
    switch (chat.end_reason) {
        case "agent_ended":
            return "thread.ended_agent";
        case "customer_ended":
            return "thread.ended_customer";
        case "customer_cancelled":
            return "thread.ended_cancelled";
        case "bot_solved":
            return "thread.ended_bot_solved";
        case "customer_lost":
            // One with whom only a bot has talked went without a word.
            return chat.accepted_at ? "thread.ended_connection" : "thread.ended_customer_lost";
        case "left_message":
            return "thread.ended_left_message";
        case "queue_closed":
            return "thread.ended_queue_closed";
        default:
            return chat.state === "unanswered" ? "thread.ended_unanswered" : "thread.ended";
    }
}
