// Days on which the week does not hold, such as holidays.
import type { SpecialDay } from "@parley/sdk";
import { useText } from "../i18n.ts";
import { SwitchField, TextField } from "./fields.tsx";
import growing from "./growing_list.module.css";
import { GrowingList } from "./growing_list.tsx";
import styles from "./hours.module.css";
import { Intervals } from "./intervals.tsx";

export function SpecialDays(props: {
    days: readonly SpecialDay[];
    error: (path: string) => string | undefined;
    onChange: (days: SpecialDay[]) => void;
}) {
    const { days, error, onChange } = props;
    const { t } = useText();
    return (
        <GrowingList
            items={days}
            fresh={() => ({ date: "", name: "", yearly: false, open: [] })}
            add={t("hours.add_day")}
            none={t("hours.no_days")}
            onChange={onChange}
        >
            {(day, { index, set, takeAway }) => {
                const name = day.name || t("hours.day_number", { number: index + 1 });
                const at = `/days/${index}`;
                return (
                    <fieldset className={growing.card}>
                        <legend>{name}</legend>
                        <div className={styles.pair}>
                            <TextField
                                label={t("hours.date")}
                                type="date"
                                error={error(`${at}/date`)}
                                value={day.date}
                                onChange={(date) => set({ date })}
                            />
                            <TextField
                                label={t("hours.day_name")}
                                error={error(`${at}/name`)}
                                value={day.name}
                                onChange={(next) => set({ name: next })}
                            />
                        </div>
                        <SwitchField
                            label={t("hours.yearly")}
                            on={day.yearly}
                            onChange={(yearly) => set({ yearly })}
                        />
                        <Intervals
                            day={name}
                            intervals={day.open}
                            error={(i, part) => error(`${at}/open/${i}/${part}`)}
                            onChange={(open) => set({ open })}
                        />
                        <div>
                            {takeAway(t("hours.remove_day", { name }), t("hours.remove_one"))}
                        </div>
                    </fieldset>
                );
            }}
        </GrowingList>
    );
}
