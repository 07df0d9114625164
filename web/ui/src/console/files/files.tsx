// The files of a message, and its pictures large. What shows them is loaded with the first one; until
// then their place is held.
import type { AttachedFile, Item } from "@parley/sdk";
import { createContext, lazy, type ReactNode, Suspense, use, useState } from "react";
import { boxOf } from "./box.ts";
import styles from "./files.module.css";

const Shown = lazy(() => import("./shown.tsx").then((it) => ({ default: it.Shown })));
const Lightbox = lazy(() => import("./lightbox.tsx").then((it) => ({ default: it.Lightbox })));

const View = createContext<(picture: string) => void>(() => undefined);
/** Shows a picture of the conversation large. */
export const useView = () => use(View);

/** Pictures beside each other, all others one below the other. */
export function Files({ files }: { files: readonly AttachedFile[] }) {
    return (
        <>
            <Group look={styles.pictures!} files={files.filter(boxOf)} />
            <Group look={styles.rows!} files={files.filter((one) => !boxOf(one))} />
        </>
    );
}

function Group({ look, files }: { look: string; files: readonly AttachedFile[] }) {
    if (!files.length) return null;
    const places = files.map((one) => (
        <i key={one.id} className={styles.place} style={placeOf(one)} />
    ));
    return (
        <div className={look}>
            <Suspense fallback={places}>
                <Shown files={files} />
            </Suspense>
        </div>
    );
}

/** As wide as there is room, in the shape of the picture. */
export function placeOf(file: AttachedFile) {
    const box = boxOf(file);
    return box && { inlineSize: box.width, aspectRatio: `${box.width} / ${box.height}` };
}

/** Around the messages whose pictures can be looked at. */
export function Viewing({ items, children }: { items: readonly Item[]; children: ReactNode }) {
    const [viewed, view] = useState<string>();
    return (
        <View value={view}>
            {children}
            {viewed && (
                <Suspense fallback={null}>
                    <Lightbox
                        pictures={items.flatMap(({ files }) => files ?? []).filter(boxOf)}
                        first={viewed}
                        onClose={() => view(undefined)}
                    />
                </Suspense>
            )}
        </View>
    );
}
