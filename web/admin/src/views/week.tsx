// The week of opening hours: each day with its intervals, and a day's copied to others.
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { Copy } from "lucide-react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "../i18n.ts";
import { dayName, placeOf, type Week, weekdays } from "../model/week.ts";
import { DialogBody } from "./detail_page.tsx";
import { CheckList } from "./fields.tsx";
import styles from "./hours.module.css";
import { Intervals } from "./intervals.tsx";

export function WeekField(props: {
    week: Week;
    error: (path: string) => string | undefined;
    onChange: (week: Week) => void;
}) {
    const { week, error, onChange } = props;
    const { t, language } = useText();
    const [copied, setCopied] = useState<number>();
    return (
        <>
            {week.map((intervals, day) => {
                const name = dayName(day, language, "long");
                return (
                    <fieldset key={weekdays[day]} className={styles.day}>
                        <legend>{name}</legend>
                        <Intervals
                            day={name}
                            intervals={intervals}
                            error={(index, part) =>
                                error(`/week/${placeOf(week, day) + index}/${part}`)
                            }
                            onChange={(next) =>
                                onChange(week.map((one, at) => (at === day ? next : one)))
                            }
                        />
                        <button
                            type="button"
                            className="button quiet"
                            aria-label={t("hours.copy_day", { day: name })}
                            onClick={() => setCopied(day)}
                        >
                            <Copy size={16} aria-hidden="true" />
                            {t("hours.copy")}
                        </button>
                    </fieldset>
                );
            })}
            {copied !== undefined &&
                createPortal(
                    <CopyDay
                        day={copied}
                        onCopy={(to) => {
                            const from = week[copied]!;
                            onChange(
                                week.map((one, at) =>
                                    to.includes(at) ? from.map((each) => ({ ...each })) : one,
                                ),
                            );
                            setCopied(undefined);
                        }}
                        onClose={() => setCopied(undefined)}
                    />,
                    document.body,
                )}
        </>
    );
}

const working_days = 5;

function CopyDay(props: { day: number; onCopy: (to: number[]) => void; onClose: () => void }) {
    const { day, onCopy, onClose } = props;
    const { t, language } = useText();
    const others = weekdays.map((_, at) => at).filter((at) => at !== day);
    const [chosen, setChosen] = useState(
        others.filter((at) => at < working_days).map((at) => String(at)),
    );
    const title = t("hours.copy_day", { day: dayName(day, language, "long") });
    return (
        <Dialog title={title} onClose={onClose}>
            <DialogBody label={title}>
                <CheckList
                    label={t("hours.copy_to")}
                    options={others.map((at) => ({
                        value: String(at),
                        label: dayName(at, language, "long"),
                    }))}
                    chosen={chosen}
                    onChange={setChosen}
                />
            </DialogBody>
            <div className={dialog.actions}>
                <button type="button" className="button" onClick={onClose}>
                    {t("cancel")}
                </button>
                <button
                    type="button"
                    className="button primary"
                    data-focus-first
                    onClick={() => onCopy(chosen.map(Number))}
                >
                    {t("hours.copy")}
                </button>
            </div>
        </Dialog>
    );
}
