// How many have come in, five minutes a bar.
import { useText } from "../i18n.ts";
import styles from "./spark.module.css";

const bar_px = 5;
const gap_px = 2;
const height_px = 22;

export function Spark({ values }: { values: readonly number[] }) {
    const { t } = useText();
    const most = Math.max(1, ...values);
    const count = values.reduce((sum, one) => sum + one, 0);
    return (
        <span className={styles.spark}>
            <svg
                role="img"
                aria-label={t("queue.hour_count", { count })}
                width={values.length * (bar_px + gap_px)}
                height={height_px}
            >
                {values.map((value, place) => {
                    const height = value ? Math.max(2, (value / most) * height_px) : 1;
                    return (
                        <rect
                            // biome-ignore lint/suspicious/noArrayIndexKey: a place in time
                            key={place}
                            x={place * (bar_px + gap_px)}
                            y={height_px - height}
                            width={bar_px}
                            height={height}
                            rx={1}
                        />
                    );
                })}
            </svg>
        </span>
    );
}
