// The room: what goes on in the queues and with the agents at this moment, and what wants a manager.

import type { Dashboard } from "@parley/sdk";
import { WatchDrawer } from "@parley/ui/console/chat/watch_drawer.tsx";
import { useStore } from "@parley/ui/console/hooks.ts";
import { Empty, Failed, Page } from "@parley/ui/console/page.tsx";
import { useRouter } from "@parley/ui/console/router.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { SteerMenu } from "@parley/ui/console/steering/steer_menu.tsx";
import { Gauge } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useApp, useMay, useNow, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { freshness, lateChats, shownOf } from "../model/dashboard.ts";
import { createLive, type Live } from "../model/live.ts";
import { chatsPlace, type RoomView, readRoom, writeRoom } from "../model/view.ts";
import { AgentsTable } from "./agents_table.tsx";
import { Attention } from "./attention.tsx";
import { Filters } from "./filters.tsx";
import { QueuesTable } from "./queues_table.tsx";
import styles from "./room.module.css";
import { type Room as RoomParts, RoomProvider, ToldProvider } from "./room_context.tsx";
import { Tiles } from "./tiles.tsx";

/** What was chosen last, for who comes back. */
const kept = "parley.manage.room";

export function Room() {
    const router = useRouter();
    const { client } = useApp();
    const query = useStore(router.query);
    const view = useMemo(() => readRoom(query), [query]);
    const [live, setLive] = useState<Live>();
    useEffect(() => {
        const before = sessionStorage.getItem(kept);
        if (!router.query.getSnapshot() && before) router.narrow(before);
    }, [router]);
    useEffect(() => {
        // The watched chat is not a choice to come back to.
        const { chat: _, ...rest } = view;
        sessionStorage.setItem(kept, writeRoom(rest));
    }, [view]);
    useEffect(() => {
        const made = createLive(client, readRoom(router.query.getSnapshot()).window_min);
        setLive(made);
        return () => made.close();
    }, [client, router]);
    useEffect(() => live?.setWindow(view.window_min), [live, view.window_min]);
    return live ? <OpenRoom live={live} view={view} /> : null;
}

function OpenRoom({ live, view }: { live: Live; view: RoomView }) {
    const { clock } = useApp();
    const router = useRouter();
    const { t } = useText();
    const may = useMay();
    const { dashboard, problem, heard_at } = useStore(live);
    const statuses = useRecords("status.list").data?.items;
    const overridden = useRecords("settings.mine").data?.switches.manager_override;
    const parts = useMemo<RoomParts>(() => {
        const now = () => readRoom(router.query.getSnapshot());
        const choose = (part: Partial<RoomView>) => {
            router.narrow(writeRoom({ ...now(), ...part }));
        };
        return {
            statuses: statuses ?? [],
            may,
            may_set: may("agent_set_status") && overridden !== "false",
            choose,
            watch: (chat) => choose({ chat }),
            placeOf: (part) => `?${writeRoom({ ...now(), ...part })}`,
            chatsOf: (chats) => (may("chat_view_all") ? chatsPlace(chats) : undefined),
            since: () => {
                const minutes = now().window_min;
                return new Date(clock.getSnapshot() - minutes * 60_000).toISOString();
            },
        };
    }, [router, statuses, may, overridden, clock]);
    if (problem?.code === "hidden_by_status") return <Hidden />;
    return (
        <RoomProvider value={parts}>
            <Page
                title={t("room.title")}
                wide
                actions={<LiveDot heard_at={dashboard ? heard_at : undefined} />}
            >
                {problem && <Failed onRetry={() => location.reload()} />}
                {dashboard && statuses ? (
                    <Figures dashboard={dashboard} view={view} heard_at={heard_at} />
                ) : (
                    !problem && <Skeleton rows={6} />
                )}
            </Page>
            <WatchDrawer
                chat={view.chat}
                decide={(chat) => <SteerMenu chat={chat} />}
                onClose={() => {
                    const { chat: _, ...rest } = readRoom(router.query.getSnapshot());
                    router.narrow(writeRoom(rest));
                }}
            />
        </RoomProvider>
    );
}

function Figures(props: { dashboard: Dashboard; view: RoomView; heard_at: number }) {
    const { view, heard_at } = props;
    const may = useMay();
    // Whoever types goes before what has changed.
    const dashboard = useDeferredValue(props.dashboard);
    const { queues, teams } = view;
    const shown = useMemo(() => shownOf(dashboard, { queues, teams }), [dashboard, queues, teams]);
    const { today_since, attention } = dashboard;
    const told = useMemo(
        () => ({ today_since, late: lateChats(attention) }),
        [today_since, attention],
    );
    return (
        <Aging heard_at={heard_at}>
            <Filters dashboard={dashboard} view={view} />
            <Tiles figures={shown.figures} view={view} />
            <div className={styles.columns}>
                <QueuesTable queues={shown.queues} view={view} />
                <Attention items={shown.attention} />
            </div>
            {may("agent_view") && (
                <ToldProvider value={told}>
                    <AgentsTable agents={shown.agents} queues={dashboard.queues} view={view} />
                </ToldProvider>
            )}
        </Aging>
    );
}

/** Numbers that nobody has confirmed for long are shown as such. */
function Aging({ heard_at, children }: { heard_at: number; children: React.ReactNode }) {
    const now = useNow();
    return (
        <div className={styles.room} data-fresh={freshness(now - heard_at)}>
            {children}
        </div>
    );
}

function LiveDot({ heard_at }: { heard_at: number | undefined }) {
    const now = useNow();
    const { t } = useText();
    if (heard_at === undefined) return null;
    const silent_ms = now - heard_at;
    const state = freshness(silent_ms);
    const seconds = Math.round(silent_ms / 1_000);
    return (
        <p className={styles.live} data-fresh={state}>
            <span className={styles.dot} aria-hidden="true" />
            {state === "live" ? t("live.now") : t("live.ago", { count: seconds })}
        </p>
    );
}

/** The figures are not for who is away in this way (V16). */
function Hidden() {
    const { t } = useText();
    return (
        <Page title={t("room.title")}>
            <Empty icon={Gauge} text={t("room.hidden")}>
                <a className="button primary" href="/desk">
                    {t("account.desk")}
                </a>
            </Empty>
        </Page>
    );
}
