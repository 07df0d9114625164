// A picture of the conversation, large: looked at closer and moved by keys, wheel and hand; the others
// of the chat are one key away. The browser's own modal dialog keeps the focus inside.
import type { AttachedFile } from "@parley/sdk";
import { ChevronLeft, ChevronRight, Download, Maximize, X, ZoomIn, ZoomOut } from "lucide-react";
import {
    type KeyboardEvent,
    type PointerEvent,
    type RefObject,
    useEffect,
    useRef,
    useState,
} from "react";
import { failed, useFace } from "../chat/face.tsx";
import { useText } from "../i18n.ts";
import { opener } from "../opener.ts";
import styles from "./lightbox.module.css";
import { fetchFile, linksOf } from "./links.ts";
import { sizeWord } from "./words.ts";
import { moved, type Sizes, scale_max, type View, whole, zoomed } from "./zoom.ts";

const step = 1.5;
const move_px = 80;
/** Of a wheel, a pixel. */
const wheel_factor = 1.002;
/** Less than this is a click and no drag. */
const still_px = 4;

export function Lightbox(props: {
    /** Of the conversation, oldest first. */
    pictures: readonly AttachedFile[];
    /** The one that was asked for. */
    first: string;
    onClose: () => void;
}) {
    const { pictures, first, onClose } = props;
    const face = useFace();
    const { t, language } = useText();
    const [shown, show] = useState(first);
    const at = pictures.findIndex(({ id }) => id === shown);
    const picture = pictures[at];
    const stage = useRef<HTMLDivElement>(null);
    const image = useRef<HTMLImageElement>(null);
    const box = useModal(onClose);
    const { view, zoom, move, reset } = useView(stage, image);
    const loaded = useLarge(picture);
    const hand = useHand(move, onClose);

    // It is there no more, as what it stood in was taken back.
    useEffect(() => {
        if (!picture) onClose();
    }, [picture, onClose]);
    if (!picture) return null;

    function go(to: number): void {
        const next = pictures[to];
        if (!next) return;
        reset();
        show(next.id);
    }

    function onKeyDown(event: KeyboardEvent): void {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const keys: Record<string, () => void> = {
            "+": () => zoom(step),
            "=": () => zoom(step),
            "-": () => zoom(1 / step),
            "0": reset,
            ArrowLeft: () => move(move_px, 0),
            ArrowRight: () => move(-move_px, 0),
            ArrowUp: () => move(0, move_px),
            ArrowDown: () => move(0, -move_px),
            PageUp: () => go(at - 1),
            PageDown: () => go(at + 1),
        };
        const act = keys[event.key];
        if (!act) return;
        event.preventDefault();
        act();
    }

    const { name, size } = picture;
    const place = t("files.picture_of", { at: at + 1, count: pictures.length });
    return (
        <dialog
            ref={box}
            className={styles.lightbox}
            data-own-keys=""
            aria-label={t("files.picture")}
            onKeyDown={onKeyDown}
            onCancel={(event) => {
                event.preventDefault();
                onClose();
            }}
        >
            <header className={styles.head}>
                <p className={styles.about} role="status">
                    <strong className={styles.name}>
                        <bdi>{name}</bdi>
                    </strong>
                    <span>
                        {sizeWord(size, language)}
                        {pictures.length > 1 && ` · ${place}`}
                        {loaded.state === "coming" && ` · ${t("loading")}`}
                    </span>
                </p>
                <Tool
                    label={t("files.zoom_out")}
                    keys="-"
                    off={view.scale <= 1}
                    onPress={() => zoom(1 / step)}
                >
                    <ZoomOut size={18} aria-hidden="true" />
                </Tool>
                <span className={`num ${styles.scale}`}>
                    {view.scale.toLocaleString(language, {
                        style: "percent",
                        maximumFractionDigits: 0,
                    })}
                </span>
                <Tool
                    label={t("files.zoom_in")}
                    keys="+"
                    off={view.scale >= scale_max}
                    onPress={() => zoom(step)}
                >
                    <ZoomIn size={18} aria-hidden="true" />
                </Tool>
                <Tool label={t("files.zoom_whole")} keys="0" off={view.scale === 1} onPress={reset}>
                    <Maximize size={18} aria-hidden="true" />
                </Tool>
                <Tool
                    label={t("files.download", { name })}
                    onPress={() => {
                        fetchFile(face.client, picture).catch((caught) => failed(face, caught));
                    }}
                >
                    <Download size={18} aria-hidden="true" />
                </Tool>
                <Tool label={t("close")} keys="Escape" focus_first onPress={onClose}>
                    <X size={18} aria-hidden="true" />
                </Tool>
            </header>
            <div ref={stage} className={styles.stage} data-grown={view.scale > 1} {...hand}>
                {loaded.state === "failed" ? (
                    <p className={styles.failed} role="alert">
                        {t("files.not_shown")}{" "}
                        <button type="button" className="link" onClick={loaded.again}>
                            {t("load_again")}
                        </button>
                    </p>
                ) : (
                    loaded.address && (
                        <img
                            key={picture.id}
                            ref={image}
                            src={loaded.address}
                            alt={name}
                            width={picture.width}
                            height={picture.height}
                            draggable={false}
                            style={{
                                transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
                            }}
                            onLoad={loaded.onLoad}
                            onError={loaded.onError}
                        />
                    )
                )}
            </div>
            {pictures.length > 1 && (
                <nav className={styles.others} aria-label={t("files.pictures")}>
                    <Tool
                        label={t("files.previous")}
                        keys="PageUp"
                        off={at === 0}
                        onPress={() => go(at - 1)}
                    >
                        <ChevronLeft size={22} aria-hidden="true" />
                    </Tool>
                    <Tool
                        label={t("files.next")}
                        keys="PageDown"
                        off={at === pictures.length - 1}
                        onPress={() => go(at + 1)}
                    >
                        <ChevronRight size={22} aria-hidden="true" />
                    </Tool>
                </nav>
            )}
        </dialog>
    );
}

/** One that is off keeps the focus: who presses it again hears so. */
function Tool(props: {
    label: string;
    keys?: string;
    off?: boolean;
    focus_first?: boolean;
    onPress: () => void;
    children: React.ReactNode;
}) {
    const { label, keys, off, focus_first, onPress, children } = props;
    return (
        <button
            type="button"
            className={styles.tool}
            aria-label={label}
            title={keys ? `${label} (${keys})` : label}
            aria-keyshortcuts={keys}
            aria-disabled={off || undefined}
            data-focus-first={focus_first || undefined}
            onClick={() => !off && onPress()}
        >
            {children}
        </button>
    );
}

function useModal(onClose: () => void): RefObject<HTMLDialogElement | null> {
    const box = useRef<HTMLDialogElement>(null);
    const close = useRef(onClose);
    close.current = onClose;
    useEffect(() => {
        const before = opener();
        const element = box.current;
        element?.showModal();
        element?.querySelector<HTMLElement>("[data-focus-first]")?.focus();
        return () => {
            element?.close();
            if (before?.isConnected) before.focus();
        };
    }, []);
    return box;
}

function useView(
    stage: RefObject<HTMLElement | null>,
    image: RefObject<HTMLElement | null>,
): {
    view: View;
    zoom: (factor: number) => void;
    move: (dx: number, dy: number) => void;
    reset: () => void;
} {
    const [view, setView] = useState(whole);
    function sizes(): Sizes {
        const { clientWidth: width = 0, clientHeight: height = 0 } = stage.current ?? {};
        const { offsetWidth = 0, offsetHeight = 0 } = image.current ?? {};
        return {
            window: { width, height },
            picture: { width: offsetWidth, height: offsetHeight },
        };
    }
    useEffect(() => {
        const box = stage.current;
        // React's own listens passively, and the page would be zoomed with it.
        function onWheel(event: WheelEvent): void {
            event.preventDefault();
            const { left, top, width, height } = box!.getBoundingClientRect();
            const at = {
                x: event.clientX - left - width / 2,
                y: event.clientY - top - height / 2,
            };
            setView((now) => zoomed(now, wheel_factor ** -event.deltaY, sizes(), at));
        }
        box?.addEventListener("wheel", onWheel, { passive: false });
        return () => box?.removeEventListener("wheel", onWheel);
    }, [stage]);
    return {
        view,
        zoom: (factor) => setView((now) => zoomed(now, factor, sizes())),
        move: (dx, dy) => setView((now) => moved(now, dx, dy, sizes())),
        reset: () => setView(whole),
    };
}

/** Dragged, it moves; a click beside the picture closes. */
function useHand(move: (dx: number, dy: number) => void, onClose: () => void) {
    const from = useRef<{ x: number; y: number; far: number; beside: boolean }>(undefined);
    return {
        onPointerDown(event: PointerEvent): void {
            if (event.button !== 0 || (event.target as HTMLElement).closest("button")) return;
            const beside = event.target === event.currentTarget;
            from.current = { x: event.clientX, y: event.clientY, far: 0, beside };
            event.currentTarget.setPointerCapture(event.pointerId);
        },
        onPointerMove({ clientX, clientY }: PointerEvent): void {
            const last = from.current;
            if (!last) return;
            const [dx, dy] = [clientX - last.x, clientY - last.y];
            from.current = { ...last, x: clientX, y: clientY, far: last.far + Math.hypot(dx, dy) };
            move(dx, dy);
        },
        onPointerUp(): void {
            const last = from.current;
            from.current = undefined;
            if (last?.beside && last.far < still_px) onClose();
        },
        onPointerCancel(): void {
            from.current = undefined;
        },
    };
}

/** The whole picture of what is shown, from an address that is still good. */
function useLarge(picture: AttachedFile | undefined) {
    const { client } = useFace();
    const [found, setFound] = useState<{ id: string; address: string; there?: boolean }>();
    const [lost, setLost] = useState<string>();
    const [tries, setTries] = useState(0);
    const id = picture?.id;
    useEffect(() => {
        if (!picture || lost === picture.id) return;
        let left = false;
        linksOf(client, picture, tries > 0).then(
            ({ url }) => {
                if (left) return;
                if (url) setFound({ id: picture.id, address: url });
                else setLost(picture.id);
            },
            () => !left && setLost(picture.id),
        );
        return () => {
            left = true;
        };
    }, [client, id, lost, tries]);
    const mine = found?.id === id ? found : undefined;
    return {
        address: mine?.address,
        state: lost === id ? "failed" : mine?.there ? "there" : "coming",
        onLoad: () => mine && setFound({ ...mine, there: true }),
        onError() {
            setFound(undefined);
            // The first address may just have been too old.
            if (tries) setLost(id);
            setTries(tries + 1);
        },
        again() {
            setLost(undefined);
            setTries(1);
        },
    } as const;
}
