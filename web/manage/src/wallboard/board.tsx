// The wallboard: four figures, the queues, how many are doing what. It shows the state of now beside
// what it should be, says so when it has had no news for long, and comes back by itself.

import type { Client } from "@parley/sdk";
import { connect, type Dashboard, type Status, socketUrl } from "@parley/sdk";
import { useStore } from "@parley/ui/console/hooks.ts";
import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "../i18n.ts";
import { createClock } from "../model/clock.ts";
import { shownOf } from "../model/dashboard.ts";
import { createLive, type Live } from "../model/live.ts";
import styles from "./board.module.css";
import { BoardPresence } from "./presence.tsx";
import { BoardQueues } from "./queues.tsx";
import { BoardTiles } from "./tiles.tsx";

const stale_ms = 15_000;
/** The link may hold again, or the page be another by then. */
const load_again_ms = 60_000;
/** So that nothing burns in, everything moves a little now and then. */
const shift_ms = 10 * 60_000;
const shifts = 4;
const window_min = 30;
/** More names than this do not fit the head. */
const names_max = 3;

interface Wired {
    client: Client;
    live: Live;
    clock: ReturnType<typeof createClock>;
}

export function Board({ token }: { token: string }) {
    const [wired, setWired] = useState<Wired>();
    useEffect(() => {
        const client = connect({ url: socketUrl(), token: () => token });
        const live = createLive(client, window_min);
        const clock = createClock(client);
        setWired({ client, live, clock });
        return () => {
            live.close();
            clock.close();
            client.close();
        };
    }, [token]);
    return wired ? <Wall {...wired} /> : null;
}

function Wall({ client, live, clock }: Wired) {
    const { t } = useText();
    const { dashboard, problem, heard_at } = useStore(live);
    const now = useStore(clock);
    const status = useStatus(client);
    useEffect(() => {
        document.title = t("board.title");
    }, [t]);
    const over = status.state === "stopped" || problem !== undefined;
    useEffect(() => {
        if (!over) return;
        const timer = setTimeout(() => location.reload(), load_again_ms);
        return () => clearTimeout(timer);
    }, [over]);
    if (over) return <Gone />;
    if (!dashboard) return <main className="full_page">{t("loading")}</main>;
    const silent_ms = now - heard_at;
    return (
        <div className={styles.screen}>
            <main className={styles.wall} data-shift={Math.floor(now / shift_ms) % shifts}>
                <Head
                    name={client.session?.wallboard?.name}
                    dashboard={dashboard}
                    now={now}
                    live={silent_ms < stale_ms}
                />
                <Figures dashboard={dashboard} now={now} />
                {silent_ms >= stale_ms && <Stale heard_at={heard_at} now={now} />}
            </main>
        </div>
    );
}

function useStatus(client: Client): Status {
    const [status, setStatus] = useState(client.status);
    useEffect(() => client.onState(setStatus), [client]);
    return status;
}

function Head(props: {
    name: string | undefined;
    dashboard: Dashboard;
    now: number;
    live: boolean;
}) {
    const { name, dashboard, now, live } = props;
    const { t, language } = useText();
    const names = dashboard.queues.map(({ name }) => name);
    const few = names.length > 0 && names.length <= names_max;
    const time = new Date(now).toLocaleTimeString(language, { timeStyle: "short" });
    return (
        <header className={styles.head}>
            <h1>
                {name ??
                    (few
                        ? new Intl.ListFormat(language).format(names)
                        : t("board.queues", { count: names.length }))}
            </h1>
            <p>
                <time>{time}</time>
                {` · ${t(live ? "board.live" : "board.stale_short")}`}
            </p>
        </header>
    );
}

function Figures({ dashboard, now }: { dashboard: Dashboard; now: number }) {
    const { figures } = shownOf(dashboard, { queues: [], teams: [] });
    return (
        <>
            <BoardTiles figures={figures} queues={dashboard.queues} now={now} />
            <div className={styles.lower}>
                <BoardQueues queues={dashboard.queues} now={now} />
                <BoardPresence figures={figures} />
            </div>
        </>
    );
}

function Stale({ heard_at, now }: { heard_at: number; now: number }) {
    const { t, language } = useText();
    const time = new Date(heard_at).toLocaleTimeString(language, { timeStyle: "medium" });
    return (
        <div className={styles.stale} role="status">
            <WifiOff aria-hidden="true" />
            <p>{t("board.stale", { time })}</p>
            <p className={styles.stale_for}>
                {t("live.ago", { count: Math.round((now - heard_at) / 1_000) })}
            </p>
        </div>
    );
}

function Gone() {
    const { t } = useText();
    return (
        <main className="full_page">
            <h1>{t("board.gone")}</h1>
            <p>{t("board.gone_text")}</p>
        </main>
    );
}
