// Above the messages: who, which queue, how long, and what one may do with the chat.
import type { Chat } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { SteerMenu } from "@parley/ui/console/steering/steer_menu.tsx";
import { Tip } from "@parley/ui/console/tip.tsx";
import {
    ArrowRightLeft,
    Check,
    ChevronLeft,
    LifeBuoy,
    MonitorUp,
    PanelLeft,
    PanelRight,
    Tags,
    UserRoundPlus,
} from "lucide-react";
import {
    useApp,
    useDeskState,
    useListBeside,
    useNow,
    useOneColumn,
    useRoute,
    useWide,
} from "../context.tsx";
import { useText } from "../i18n.ts";
import { listsFor } from "../model/desk_state.ts";
import { mayInvite, mayTransfer } from "./actions.ts";
import { askScreen, mayAskScreen } from "./sharing_acts.ts";
import { alt_key } from "./shortcuts.ts";
import styles from "./thread_header.module.css";

export function ThreadHeader(props: { chat: Chat; own: boolean; guest: boolean }) {
    const { chat, own, guest } = props;
    const app = useApp();
    const { desk, dialog, drawer } = app;
    const { t } = useText();
    const wide = useWide();
    const { code_lists, switches } = useDeskState();
    const hasCodes = listsFor(code_lists, chat.queue).length > 0;
    const wraps = switches.wrap_up !== undefined && switches.wrap_up !== "off";
    const name = chat.customer.name || t("customer.unnamed");
    return (
        <div className={styles.header}>
            <ListButton />
            <Avatar name={name} />
            <div className={styles.who}>
                <h2 className={styles.name} data-heading="" tabIndex={-1}>
                    {name}
                </h2>
                <p className={styles.facts}>
                    {chat.queue_name}
                    <Lasts chat={chat} />
                    {!own && chat.agent && chat.agent.id !== desk.user.id && (
                        <span>
                            {" "}
                            · <bdi>{chat.agent.name}</bdi>
                        </span>
                    )}
                    {guest && <span> · {t("conference.guest")}</span>}
                </p>
            </div>
            {!own && <SteerMenu chat={chat} />}
            {(own || guest) && hasCodes && (
                <Tip text={t("codes.title")}>
                    <button
                        type="button"
                        className={`button quiet square ${styles.icon}`}
                        aria-label={t("codes.title")}
                        onClick={() => dialog.set({ name: "codes", chat: chat.id })}
                    >
                        <Tags size={18} aria-hidden="true" />
                    </button>
                </Tip>
            )}
            {(own || guest) && chat.state === "active" && (
                <Tip text={t("help_call.ask")} keys={`${alt_key} H`}>
                    <button
                        type="button"
                        className={`button quiet square ${styles.icon}`}
                        aria-label={t("help_call.ask")}
                        aria-keyshortcuts="Alt+H"
                        onClick={() => dialog.set({ name: "call_help", chat: chat.id })}
                    >
                        <LifeBuoy size={18} aria-hidden="true" />
                    </button>
                </Tip>
            )}
            {mayAskScreen(app, chat) && (
                <Tip text={t("sharing.ask")} keys={`${alt_key} S`}>
                    <button
                        type="button"
                        className={`button quiet square ${styles.icon}`}
                        aria-label={t("sharing.ask")}
                        aria-keyshortcuts="Alt+S"
                        data-screen-ask=""
                        onClick={() => void askScreen(app, chat)}
                    >
                        <MonitorUp size={18} aria-hidden="true" />
                    </button>
                </Tip>
            )}
            {own && mayInvite(desk, chat.id) && (
                <Tip text={t("thread.conference")} keys={`${alt_key} C`}>
                    <button
                        type="button"
                        className={`button quiet square ${styles.icon}`}
                        aria-label={t("thread.conference")}
                        aria-keyshortcuts="Alt+C"
                        onClick={() => dialog.set({ name: "conference", chat: chat.id })}
                    >
                        <UserRoundPlus size={18} aria-hidden="true" />
                    </button>
                </Tip>
            )}
            {own && mayTransfer(switches) && (
                <Tip text={t("thread.transfer")} keys={`${alt_key} T`}>
                    <button
                        type="button"
                        className={`button quiet square ${styles.icon}`}
                        aria-label={t("thread.transfer")}
                        aria-keyshortcuts="Alt+T"
                        onClick={() => dialog.set({ name: "transfer", chat: chat.id })}
                    >
                        <ArrowRightLeft size={18} aria-hidden="true" />
                    </button>
                </Tip>
            )}
            {own && (
                <Tip text={t("thread.end_tip")} keys={`${alt_key} E`}>
                    <button
                        type="button"
                        className="button"
                        aria-keyshortcuts="Alt+E"
                        onClick={() => dialog.set({ name: "end", chat: chat.id })}
                    >
                        <Check size={16} aria-hidden="true" className={styles.end_icon} />
                        {t(wraps ? "thread.end_wrap_up" : "thread.end")}
                    </button>
                </Tip>
            )}
            {!wide && (
                <Tip text={t("side.title")}>
                    <button
                        type="button"
                        className={`button quiet square ${styles.icon}`}
                        aria-label={t("side.title")}
                        onClick={() => drawer.set("side")}
                    >
                        <PanelRight size={18} aria-hidden="true" />
                    </button>
                </Tip>
            )}
        </div>
    );
}

/** Back to the list in one column, the list as a drawer in two. */
export function ListButton() {
    const { drawer, router } = useApp();
    const { page } = useRoute();
    const { t } = useText();
    const one_column = useOneColumn();
    const beside = useListBeside();
    if (one_column || ((page === "all" || page === "search") && !beside)) {
        return (
            <button
                type="button"
                className={`button quiet square ${styles.icon}`}
                aria-label={t("back_to_list")}
                onClick={() => router.go({ page })}
            >
                <ChevronLeft size={20} aria-hidden="true" />
            </button>
        );
    }
    if (beside) return null;
    return (
        <Tip text={t("list.title")}>
            <button
                type="button"
                className={`button quiet square ${styles.icon}`}
                aria-label={t("list.title")}
                onClick={() => drawer.set("list")}
            >
                <PanelLeft size={18} aria-hidden="true" />
            </button>
        </Tip>
    );
}

/** From accepting (or asking) to now, or to the end. */
function Lasts({ chat }: { chat: Chat }) {
    const { t } = useText();
    const now = useNow();
    const from = Date.parse(chat.accepted_at ?? chat.started_at);
    const to = chat.ended_at ? Date.parse(chat.ended_at) : now;
    return (
        <span className="timer">
            {" · "}
            <span className="sr">{t("thread.lasts")} </span>
            {stopwatch(to - from)}
        </span>
    );
}
