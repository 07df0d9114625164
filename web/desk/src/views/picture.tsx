// A customer's screen: as large as there is room, in its own size, or on the whole screen; by buttons
// and by keys.
import type { Chat } from "@parley/sdk";
import { Tip } from "@parley/ui/console/tip.tsx";
import { Expand, Maximize, Minimize, Shrink } from "lucide-react";
import {
    type KeyboardEvent,
    type ReactNode,
    type RefObject,
    useEffect,
    useRef,
    useState,
} from "react";
import { useApp, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./picture.module.css";
import { endScreen, nameOf } from "./sharing_acts.ts";

export function Picture(props: { chat: Chat; picture: MediaStream | undefined }) {
    const { chat, picture } = props;
    const app = useApp();
    const { t } = useText();
    const size = useStore(app.sharings.size);
    const region = useRef<HTMLElement>(null);
    const video = useRef<HTMLVideoElement>(null);
    const full = useFullScreen(region);
    const name = nameOf(chat);
    useEffect(() => {
        if (video.current) video.current.srcObject = picture ?? null;
    }, [picture]);

    function onKeyDown(event: KeyboardEvent): void {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const keys: Record<string, () => void> = {
            "0": () => app.sharings.size.set("fit"),
            "1": () => app.sharings.size.set("actual"),
            f: full.toggle,
            ...(full.is() && { Escape: full.toggle }),
        };
        const act = keys[event.key.toLowerCase()] ?? keys[event.key];
        if (!act) return;
        event.preventDefault();
        act();
    }

    return (
        <section
            ref={region}
            className={styles.screen}
            data-region="screen"
            data-size={size}
            aria-label={t("sharing.title", { name })}
            onKeyDown={onKeyDown}
        >
            <div className={styles.head}>
                <p className={styles.title}>{t("sharing.title", { name })}</p>
                <fieldset className={styles.sizes} aria-label={t("sharing.size")}>
                    <Tool
                        label={t("sharing.fit")}
                        keys="0"
                        on={size === "fit"}
                        onPress={() => app.sharings.size.set("fit")}
                    >
                        <Shrink size={18} aria-hidden="true" />
                    </Tool>
                    <Tool
                        label={t("sharing.actual")}
                        keys="1"
                        on={size === "actual"}
                        onPress={() => app.sharings.size.set("actual")}
                    >
                        <Expand size={18} aria-hidden="true" />
                    </Tool>
                    <Tool label={t("sharing.full")} keys="F" on={full.on} onPress={full.toggle}>
                        {full.on ? (
                            <Minimize size={18} aria-hidden="true" />
                        ) : (
                            <Maximize size={18} aria-hidden="true" />
                        )}
                    </Tool>
                </fieldset>
                <button
                    type="button"
                    className="button danger"
                    data-screen-end=""
                    aria-keyshortcuts="Alt+Shift+S"
                    onClick={() => void endScreen(app, chat)}
                >
                    {t("sharing.stop")}
                </button>
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
            <div className={styles.stage} tabIndex={0} data-region-focus="">
                {!picture && <p className={styles.coming}>{t("sharing.connecting")}</p>}
                <video
                    ref={video}
                    autoPlay
                    muted
                    playsInline
                    hidden={!picture}
                    aria-label={t("sharing.title", { name })}
                />
            </div>
        </section>
    );
}

function Tool(props: {
    label: string;
    keys: string;
    on: boolean;
    onPress: () => void;
    children: ReactNode;
}) {
    const { label, keys, on, onPress, children } = props;
    return (
        <Tip text={label} keys={keys}>
            <button
                type="button"
                className={`button quiet square ${styles.tool}`}
                aria-label={label}
                aria-keyshortcuts={keys}
                aria-pressed={on}
                onClick={onPress}
            >
                {children}
            </button>
        </Tip>
    );
}

function useFullScreen(region: RefObject<HTMLElement | null>) {
    const [on, setOn] = useState(false);
    /** By the document: what is drawn comes after it. */
    const is = () => document.fullscreenElement === region.current;
    useEffect(() => {
        const look = () => setOn(document.fullscreenElement === region.current);
        document.addEventListener("fullscreenchange", look);
        return () => document.removeEventListener("fullscreenchange", look);
    }, [region]);
    function toggle(): void {
        // Where the browser does not, the picture stays as it is.
        const done = is() ? document.exitFullscreen() : region.current?.requestFullscreen();
        done?.catch(() => undefined);
    }
    return { on, is, toggle };
}
