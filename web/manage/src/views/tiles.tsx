// The six figures that say how the service is, each beside what it should be and with the way to the
// chats behind it.
import {
    CircleCheck,
    Clock,
    Gauge,
    type LucideIcon,
    MessagesSquare,
    OctagonAlert,
    TriangleAlert,
    UserRoundX,
    Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import type { Figures, Service } from "../model/dashboard.ts";
import { serviceState, waitState } from "../model/dashboard.ts";
import type { RoomView } from "../model/view.ts";
import { Figure, Since } from "./figure.tsx";
import { useRoom } from "./room_context.tsx";
import styles from "./tiles.module.css";
import { limitWord, percentOf } from "./words.ts";

export function Tiles({ figures, view }: { figures: Figures; view: RoomView }) {
    const { t, language } = useText();
    const { since, placeOf, chatsOf, may } = useRoom();
    const now = useNow();
    const { window: past, oldest_in } = figures;
    const number = (value: number) => value.toLocaleString(language);
    const { queues } = view;
    const limit_s = oldest_in?.answer_target_s ?? 0;
    const longest = waitState(figures.oldest_waiting_at, limit_s, now);
    return (
        <div className={styles.tiles}>
            <Tile
                icon={Gauge}
                name="tile.service"
                state={serviceState(past.service_percent, figures.target_percent)}
                below={[
                    figures.target_percent !== undefined &&
                        t("tile.target", { percent: percentOf(figures.target_percent, language) }),
                    t("tile.window", { count: view.window_min }),
                ]}
            >
                <Figure
                    value={percentOf(past.service_percent, language)}
                    to={chatsOf({ tab: "all", queues, since: since() })}
                />
            </Tile>
            <Tile
                icon={Users}
                name="tile.waiting"
                state="ok"
                below={[figures.offered > 0 && t("tile.offered", { count: figures.offered })]}
            >
                <Figure value={number(figures.waiting)} to={chatsOf({ tab: "queued", queues })} />
            </Tile>
            <Tile
                icon={Clock}
                name="tile.longest"
                state={longest}
                below={[
                    limit_s > 0 && t("tile.limit", { limit: limitWord(limit_s) }),
                    oldest_in?.name,
                ]}
            >
                <Since at={figures.oldest_waiting_at} />
            </Tile>
            <Tile
                icon={MessagesSquare}
                name="tile.ongoing"
                state="ok"
                below={[
                    figures.recent !== undefined && t("tile.recent", { count: figures.recent }),
                    figures.wrap_up > 0 && t("tile.wrap_up", { count: figures.wrap_up }),
                ]}
            >
                <Figure value={number(figures.ongoing)} to={chatsOf({ tab: "active", queues })} />
            </Tile>
            <Tile
                icon={CircleCheck}
                name="tile.available"
                state={figures.available === 0 && figures.waiting > 0 ? "breach" : "ok"}
                word="tile.nobody"
                below={[
                    t("tile.online", { count: figures.online }),
                    figures.missed > 0 && t("tile.missed", { count: figures.missed }),
                    figures.away > 0 && t("tile.away", { count: figures.away }),
                ]}
            >
                <Figure
                    value={number(figures.available)}
                    to={
                        may("agent_view")
                            ? placeOf({ presence: "available", at: undefined, search: "" })
                            : undefined
                    }
                />
            </Tile>
            <Tile
                icon={UserRoundX}
                name="tile.abandoned"
                state="ok"
                below={[t("tile.arrived", { count: past.arrived })]}
            >
                <Figure
                    value={number(past.abandoned)}
                    to={chatsOf({
                        tab: "completed",
                        queues,
                        since: since(),
                        abandoned: true,
                    })}
                />
            </Tile>
        </div>
    );
}

/** What the state says, beside its colour and border. */
const marks: Record<Exclude<Service, "ok">, { icon: LucideIcon; word: TextId }> = {
    watch: { icon: TriangleAlert, word: "service.watch" },
    breach: { icon: OctagonAlert, word: "service.breach" },
};

function Tile(props: {
    icon: LucideIcon;
    name: TextId;
    state: Service;
    /** What the state means here; else what it says of a limit. */
    word?: TextId;
    below: (string | false | undefined)[];
    children: ReactNode;
}) {
    const { icon: Icon, name, state, word, below, children } = props;
    const { t } = useText();
    const mark = state === "ok" ? undefined : marks[state];
    return (
        <div className={styles.tile} data-state={state}>
            <p className={styles.name}>
                {mark ? (
                    <mark.icon size={16} aria-hidden="true" />
                ) : (
                    <Icon size={16} aria-hidden="true" />
                )}
                {t(name)}
                {mark && <span className={styles.word}>{t(word ?? mark.word)}</span>}
            </p>
            <p className={styles.figure} data-figure>
                {children}
            </p>
            <p className={styles.below}>{below.filter(Boolean).join(" · ")}</p>
        </div>
    );
}
