// "Save as canned response" beside one's own message under the pointer; by keys the list of answers
// offers the last one.
import type { Conversation } from "@parley/sdk";
import { BookmarkPlus } from "lucide-react";
import { lazy, type PointerEvent, type ReactNode, Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { useFace } from "../chat/face.tsx";
import { useText } from "../chat/i18n.ts";
import styles from "./keep.module.css";
import { languageOf } from "./search.ts";

const SaveDialog = lazy(() => import("./save.tsx").then((it) => ({ default: it.SaveDialog })));

export interface Keeping {
    /** Of what is around the messages. */
    props: { onPointerOver?: (event: PointerEvent) => void; onPointerLeave?: () => void };
    shown: ReactNode;
}

export function useKeeping(conversation: Conversation): Keeping {
    const { canned, user } = useFace();
    const { t, language } = useText();
    const [bubble, setBubble] = useState<HTMLElement>();
    const [kept, keep] = useState<string>();
    if (!canned) return { props: {}, shown: null };
    const { chat, items } = conversation.getSnapshot();
    const seq = Number(bubble?.dataset.seq);
    const item = items.find(
        (one) => one.seq === seq && one.from.id === user.id && one.text && !one.event,
    );
    const speaks = languageOf([kept ?? ""], language.startsWith("de") ? "de" : "en");
    return {
        props: {
            onPointerOver({ target }) {
                const over = (target as HTMLElement).closest<HTMLElement>(".own .bubble[data-seq]");
                if (over) setBubble(over);
            },
            onPointerLeave: () => setBubble(undefined),
        },
        shown: (
            <>
                {item &&
                    bubble?.isConnected &&
                    createPortal(
                        <button
                            type="button"
                            tabIndex={-1}
                            className={styles.keep}
                            aria-label={t("canned.save_message")}
                            title={t("canned.save_message")}
                            onClick={() => keep(item.text)}
                        >
                            <BookmarkPlus size={16} aria-hidden="true" />
                        </button>,
                        bubble,
                    )}
                {kept !== undefined && (
                    <Suspense fallback={null}>
                        <SaveDialog
                            text={kept}
                            chat={chat}
                            language={speaks}
                            onClose={() => keep(undefined)}
                        />
                    </Suspense>
                )}
            </>
        ),
    };
}
