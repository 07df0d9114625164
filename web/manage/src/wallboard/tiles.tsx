// The four figures of the wallboard. What is beyond its limit has an icon, a thick border and words.

import type { DashboardQueue } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { OctagonAlert, TriangleAlert } from "lucide-react";
import { useText } from "../i18n.ts";
import { type Figures, type Service, serviceState, waitState } from "../model/dashboard.ts";
import { limitWord, percentOf } from "../views/words.ts";
import styles from "./board.module.css";

export function BoardTiles(props: {
    figures: Figures;
    queues: readonly DashboardQueue[];
    now: number;
}) {
    const { figures, queues, now } = props;
    const { t, language } = useText();
    const { window: past, oldest_in, oldest_waiting_at: oldest } = figures;
    const percent = past.service_percent;
    const limit_s = oldest_in?.answer_target_s ?? 0;
    const free = queues.reduce((sum, queue) => Math.max(sum, queue.places_free), 0);
    const nobody = figures.available === 0;
    const number = (value: number) => value.toLocaleString(language);
    return (
        <section className={styles.tiles} aria-label={t("board.figures")}>
            <Tile
                name={t("tile.service")}
                value={percentOf(percent, language)}
                state={serviceState(percent, figures.target_percent)}
                below={[
                    figures.target_percent !== undefined &&
                        t("tile.target", { percent: percentOf(figures.target_percent, language) }),
                    t("tile.window", { count: 30 }),
                ]}
            />
            <Tile
                name={t("tile.waiting")}
                value={number(figures.waiting)}
                state={figures.waiting > free ? (nobody ? "breach" : "watch") : "ok"}
                below={[
                    figures.waiting > free &&
                        (nobody ? t("board.nobody") : t("board.free", { count: free })),
                ]}
            />
            <Tile
                name={t("tile.longest")}
                value={oldest ? stopwatch(now - Date.parse(oldest)) : "–"}
                state={waitState(oldest, limit_s, now)}
                below={[
                    limit_s > 0 && t("tile.limit", { limit: limitWord(limit_s) }),
                    oldest_in?.name,
                ]}
            />
            <Tile
                name={t("tile.available")}
                value={number(figures.available)}
                state={nobody && figures.waiting > 0 ? "breach" : "ok"}
                below={[t("board.online", { count: figures.online })]}
            />
        </section>
    );
}

function Tile(props: {
    name: string;
    value: string;
    state: Service;
    below: (string | false | undefined)[];
}) {
    const { name, value, state, below } = props;
    return (
        <div className={styles.tile} data-state={state}>
            <p className={styles.name}>
                {state === "watch" && <TriangleAlert aria-hidden="true" />}
                {state === "breach" && <OctagonAlert aria-hidden="true" />}
                {name}
            </p>
            <p className={styles.value}>{value}</p>
            <p className={styles.below}>{below.filter(Boolean).join(" · ")}</p>
        </div>
    );
}
