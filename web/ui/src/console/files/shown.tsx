// The files of a message as one reads it: pictures small, each a button that shows it large; of all
// others a row that says what it is, how it stands, and gives it.
import type { AttachedFile } from "@parley/sdk";
import { Download, ImageOff, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { FormDialog } from "../act_dialog.tsx";
import { failed, useFace } from "../chat/face.tsx";
import { useText } from "../i18n.ts";
import styles from "./files.module.css";
import { placeOf, useView } from "./files.tsx";
import { fetchFile, linksOf } from "./links.ts";
import { iconOf, reasonOf, sizeWord } from "./words.ts";

/** Pictures are asked for this long before they are in sight. */
const ahead_px = 400;

export function Shown({ files }: { files: readonly AttachedFile[] }) {
    return files.map((one) =>
        placeOf(one) ? <Picture key={one.id} file={one} /> : <Row key={one.id} file={one} />,
    );
}

function Picture({ file }: { file: AttachedFile }) {
    const view = useView();
    const { t, language } = useText();
    const button = useRef<HTMLButtonElement>(null);
    const near = useNear(button);
    const { address, broken, onError, again } = useSmall(file, near);
    const { name, size } = file;
    if (broken) {
        return (
            <button
                type="button"
                className={`${styles.picture} ${styles.broken}`}
                style={placeOf(file)}
                aria-label={t("files.again", { name })}
                onClick={again}
            >
                <ImageOff size={20} aria-hidden="true" />
                {t("load_again")}
            </button>
        );
    }
    return (
        <button
            ref={button}
            type="button"
            className={styles.picture}
            style={placeOf(file)}
            aria-label={t("files.view", { name })}
            title={`${name} · ${sizeWord(size, language)}`}
            onClick={() => view(file.id)}
        >
            {address && <img src={address} alt={name} onError={onError} />}
        </button>
    );
}

/** Whether it is nearly in sight, or has been. */
function useNear(element: { current: HTMLElement | null }): boolean {
    const [near, setNear] = useState(false);
    useEffect(() => {
        const box = element.current;
        if (!box || near) return;
        const observer = new IntersectionObserver(
            (seen) => {
                if (seen.some((one) => one.isIntersecting)) setNear(true);
            },
            { root: box.closest('[data-region="thread"]'), rootMargin: `${ahead_px}px` },
        );
        observer.observe(box);
        return () => observer.disconnect();
    }, [element, near]);
    return near;
}

function useSmall(file: AttachedFile, wanted: boolean) {
    const { client } = useFace();
    const [address, setAddress] = useState<string>();
    const [broken, setBroken] = useState(false);
    /** How often an address led nowhere: the first one may just have been too old. */
    const [tries, setTries] = useState(0);
    useEffect(() => {
        if (!wanted || broken) return;
        let left = false;
        linksOf(client, file, tries > 0).then(
            (got) => {
                const found = got.small_url ?? got.url;
                if (left) return;
                setAddress(found);
                if (!found) setBroken(true);
            },
            () => !left && setBroken(true),
        );
        return () => {
            left = true;
        };
        // A file that is ready stays as it is.
    }, [client, file.id, wanted, broken, tries]);
    return {
        address,
        broken,
        onError() {
            setAddress(undefined);
            if (tries) setBroken(true);
            setTries(tries + 1);
        },
        again() {
            setTries(1);
            setBroken(false);
        },
    };
}

function Row({ file }: { file: AttachedFile }) {
    const face = useFace();
    const { t, language } = useText();
    const [asking, ask] = useState(false);
    const { name, size, state, kind, warning } = file;
    const Icon = state === "refused" || warning ? TriangleAlert : iconOf(kind);
    const look = state === "refused" ? styles.refused : warning ? styles.warned : "";

    function download(): void {
        ask(false);
        fetchFile(face.client, file).catch((caught) => failed(face, caught));
    }
    return (
        <div className={`${styles.row} ${look}`} data-file={state}>
            <Icon size={20} aria-hidden="true" />
            <div className={styles.about}>
                <span className={styles.name} title={name}>
                    <bdi>{name}</bdi>
                </span>
                <span className={styles.facts}>
                    {sizeWord(size, language)}
                    {state === "refused" && ` · ${t(reasonOf(file.reason))}`}
                    {(state === "checking" || state === "uploading") && ` · ${t("files.checking")}`}
                    {state === "ready" && warning && ` · ${t("files.warning")}`}
                </span>
            </div>
            {state === "ready" && (
                <button
                    type="button"
                    className="button quiet square"
                    aria-label={t("files.download", { name })}
                    title={t("files.download", { name })}
                    onClick={() => (warning ? ask(true) : download())}
                >
                    <Download size={18} aria-hidden="true" />
                </button>
            )}
            {asking && (
                <FormDialog
                    title={t("files.download_title", { name })}
                    text={t("files.download_text")}
                    action={t("files.download_anyway")}
                    danger
                    onSubmit={download}
                    onClose={() => ask(false)}
                />
            )}
        </div>
    );
}
