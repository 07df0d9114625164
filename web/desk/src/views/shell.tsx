// The page: top bar, rail, and what is open in between.

import { Drawer } from "@parley/ui/console/drawer.tsx";
import { ToastList } from "@parley/ui/console/toast_list.tsx";
import { lazy, Suspense, useEffect } from "react";
import { useApp, useListBeside, useOneColumn, useRoute, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { mayRead } from "../model/rights.ts";
import type { Page } from "../model/route.ts";
import { Banner } from "./banner.tsx";
import { ChatList } from "./chat_list.tsx";
import { MissedBar } from "./missed_bar.tsx";
import { OfferStack } from "./offers.tsx";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { ThreadPane } from "./thread_pane.tsx";
import { TopBar } from "./top_bar.tsx";

/**
 * Not part of the first load; fetched when the page has nothing else to do, so that they open at
 * once.
 */
const loadDialogs = () => import("./dialogs.tsx");
const Dialogs = lazy(loadDialogs);
/** Managers' pages are not part of an agent's first load. */
const Colleagues = lazy(() => import("./colleagues.tsx"));
const Search = lazy(() => import("./search.tsx"));
const Watching = lazy(() => import("./watching.tsx"));

const prefetch_ms = 1_000;

export function Shell() {
    const { desk, toasts } = useApp();
    const { t } = useText();
    const { page } = useRoute();
    useEffect(() => {
        const idle = setTimeout(() => void loadDialogs(), prefetch_ms);
        return () => clearTimeout(idle);
    }, []);
    const among = page === "colleagues";
    const seeks = page === "search" && mayRead(desk);
    const watch = !among && !seeks && desk.watches && (page !== "chats" || !desk.takes_chats);
    return (
        <div className={styles.shell}>
            <TopBar page={t(`rail.${titleOf(page, watch, seeks)}`)} />
            <Banner />
            <MissedBar />
            <div className={styles.below}>
                <Rail />
                {among ? (
                    <Suspense fallback={<main className={styles.main} />}>
                        <Colleagues />
                    </Suspense>
                ) : seeks ? (
                    <Suspense fallback={<main className={styles.main} />}>
                        <Search />
                    </Suspense>
                ) : watch ? (
                    <Suspense fallback={<main className={styles.main} />}>
                        <Watching />
                    </Suspense>
                ) : (
                    <Inbox />
                )}
            </div>
            <OfferStack />
            <ToastList toasts={toasts} />
            <Suspense fallback={null}>
                <Dialogs />
            </Suspense>
        </div>
    );
}

/** Who may read no chats has a page instead of the search. */
function titleOf(page: Page, watch: boolean, seeks: boolean): Page {
    const asked = page === "search" && !seeks ? "chats" : page;
    return asked === "chats" && watch ? "queues" : asked;
}

function Inbox() {
    const { drawer } = useApp();
    const { t } = useText();
    const { chat } = useRoute();
    const beside = useListBeside();
    const one_column = useOneColumn();
    const open = useStore(drawer);
    const list = <ChatList />;
    if (one_column) {
        return chat ? (
            <ThreadPane key={chat} chat={chat} />
        ) : (
            <main className={`${styles.main} ${styles.alone}`}>{list}</main>
        );
    }
    return (
        <>
            {beside ? (
                <div className={styles.list}>{list}</div>
            ) : (
                <Drawer
                    side="start"
                    label={t("list.title")}
                    open={open === "list"}
                    onClose={() => drawer.set("none")}
                >
                    {list}
                </Drawer>
            )}
            <ThreadPane key={chat ?? ""} chat={chat} />
        </>
    );
}
