// Sounds and desktop notifications: what, how loud, and a way to try it.

import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import type { Settings } from "@parley/ui/console/settings.ts";
import { Switch } from "@parley/ui/console/switch.tsx";
import { Play } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useApp, useStore } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { canNotify } from "../model/alerts.ts";
import styles from "./alert_settings.module.css";

export function AlertSettings({ onClose }: { onClose: () => void }) {
    const { settings, sounds } = useApp();
    const { t } = useText();
    const { sound } = useStore(settings);
    const volume = useId();
    const set = (part: Partial<Settings["sound"]>) =>
        settings.set((all) => ({ ...all, sound: { ...all.sound, ...part } }));
    const test = (name: "offer" | "message") => (
        <button
            type="button"
            className="button"
            aria-label={t(`alerts.test_${name}`)}
            onClick={() => sounds.play(name, sound.volume)}
        >
            <Play size={14} aria-hidden="true" />
            {t("alerts.test")}
        </button>
    );
    return (
        <Dialog title={t("alerts.title")} onClose={onClose}>
            <div className={`${dialog.body} ${styles.body}`}>
                <section aria-label={t("alerts.sounds")}>
                    <h3 className={styles.title}>{t("alerts.sounds")}</h3>
                    <div className={styles.line}>
                        <label htmlFor={volume}>{t("alerts.volume")}</label>
                        <input
                            className={styles.range}
                            id={volume}
                            type="range"
                            min={0}
                            max={100}
                            step={5}
                            value={Math.round(sound.volume * 100)}
                            onChange={(event) => set({ volume: Number(event.target.value) / 100 })}
                        />
                        <span className={`timer ${styles.percent}`}>
                            {Math.round(sound.volume * 100)} %
                        </span>
                    </div>
                    <Line
                        label="alerts.offer"
                        on={sound.offer}
                        onChange={(offer) => set({ offer })}
                        extra={test("offer")}
                    />
                    <Line
                        label="alerts.message"
                        on={sound.message}
                        onChange={(message) => set({ message })}
                        extra={test("message")}
                    />
                    <Line
                        label="alerts.when_focused"
                        on={sound.when_focused}
                        onChange={(when_focused) => set({ when_focused })}
                    />
                </section>
                {canNotify() && <Notifications />}
            </div>
        </Dialog>
    );
}

function Notifications() {
    const { settings } = useApp();
    const { t } = useText();
    const { notify } = useStore(settings);
    const [permission, setPermission] = useState(Notification.permission);
    const set = (part: Partial<Settings["notify"]>) =>
        settings.set((all) => ({ ...all, notify: { ...all.notify, ...part } }));
    return (
        <section aria-label={t("alerts.notifications")}>
            <h3 className={styles.title}>{t("alerts.notifications")}</h3>
            {permission === "default" && (
                <div className={styles.line}>
                    <p className={styles.text}>{t("alerts.ask")}</p>
                    <button
                        type="button"
                        className="button"
                        onClick={async () => {
                            const answer = await Notification.requestPermission();
                            setPermission(answer);
                            if (answer === "granted") set({ on: true });
                        }}
                    >
                        {t("alerts.allow")}
                    </button>
                </div>
            )}
            {permission === "denied" && <p className={styles.text}>{t("alerts.denied")}</p>}
            {permission === "granted" && (
                <>
                    <Line label="alerts.notify" on={notify.on} onChange={(on) => set({ on })} />
                    <Line
                        label="alerts.hide_text"
                        on={notify.hide_text}
                        onChange={(hide_text) => set({ hide_text })}
                    />
                </>
            )}
        </section>
    );
}

function Line(props: {
    label: TextId;
    on: boolean;
    onChange: (on: boolean) => void;
    extra?: ReactNode;
}) {
    const { t } = useText();
    const id = useId();
    return (
        <div className={styles.line}>
            <Switch id={id} on={props.on} onChange={props.onChange} />
            <label className={styles.text} htmlFor={id}>
                {t(props.label)}
            </label>
            {props.extra}
        </div>
    );
}
