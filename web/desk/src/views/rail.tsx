// The rail: the pages this person may use, and nothing else.

import { Tip } from "@parley/ui/console/tip.tsx";
import {
    Inbox,
    ListTree,
    type LucideIcon,
    MessageCircle,
    MessagesSquare,
    Users,
} from "lucide-react";
import { useApp, useDeskState, useRoute, useStore } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { Page } from "../model/route.ts";
import styles from "./rail.module.css";

export function Rail() {
    const { desk } = useApp();
    const { t } = useText();
    const items: [Page, LucideIcon, TextId][] = [];
    if (desk.takes_chats) items.push(["chats", Inbox, "rail.chats"]);
    if (desk.watches) items.push(["queues", ListTree, "rail.queues"]);
    if (desk.may("agent_view")) items.push(["people", Users, "rail.people"]);
    items.push(["colleagues", MessageCircle, "rail.colleagues"]);
    if (desk.may("chat_view_all")) items.push(["all", MessagesSquare, "rail.all"]);
    return (
        <nav
            className={items.length > 1 ? `${styles.rail} ${styles.several}` : styles.rail}
            aria-label={t("rail.label")}
        >
            <ul>
                {items.map(([page, icon, label]) => (
                    <li key={page}>
                        <Item page={page} icon={icon} label={t(label)} />
                    </li>
                ))}
            </ul>
        </nav>
    );
}

function Item({ page, icon: Icon, label }: { page: Page; icon: LucideIcon; label: string }) {
    const { desk, router } = useApp();
    const { t } = useText();
    const route = useRoute();
    const { chats, offers } = useDeskState();
    const quiet = useStore(desk.quiet);
    const unread =
        offers.length +
        [...chats.values()].filter(
            ({ chat }) => chat.state === "active" && chat.unread > 0 && !quiet.has(chat.id),
        ).length;
    const talks = useStore(desk.talks);
    const written = talks.reduce((sum, one) => sum + one.unread, 0);
    const count = page === "chats" ? unread : page === "colleagues" ? written : 0;
    const fallback = desk.takes_chats ? "chats" : "queues";
    const shown = route.page === "chats" ? fallback : route.page;
    return (
        <Tip text={label} side="right">
            <a
                className={styles.item}
                href={page === "chats" ? "/desk" : `/desk/${page}`}
                aria-current={shown === page ? "page" : undefined}
                onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    router.go({ page });
                }}
            >
                <Icon size={20} aria-hidden="true" />
                <span className={styles.label}>{label}</span>
                {count > 0 && (
                    <>
                        <span className={styles.count} aria-hidden="true">
                            {count > 99 ? "99+" : count}
                        </span>
                        <span className="sr">, {t("rail.unread", { count })}</span>
                    </>
                )}
            </a>
        </Tip>
    );
}
