// Articles in the composer: its button, and the dialog in which one is found.
import { BookOpen } from "lucide-react";
import { type KeyboardEvent, lazy, type RefObject, Suspense, useState } from "react";
import type { WritingField } from "../chat/field.tsx";
import { useText } from "../chat/i18n.ts";

/** Not part of the first load. */
const ArticleDialog = lazy(() => import("./dialog.tsx"));

export function useArticles(field: RefObject<WritingField | null>, text_max: number) {
    const { t } = useText();
    const [open, setOpen] = useState(false);
    function find(): void {
        // There the person goes on, whether they insert one or not.
        field.current?.focus();
        setOpen(true);
    }
    return {
        onKey(event: KeyboardEvent): boolean {
            const { code, altKey, ctrlKey, metaKey, shiftKey } = event;
            if (code !== "KeyA" || !altKey || ctrlKey || metaKey || shiftKey) return false;
            find();
            return true;
        },
        dialog: open && (
            <Suspense fallback={null}>
                <ArticleDialog
                    insert={(piece) => field.current?.insert(piece, text_max) ?? false}
                    text_max={text_max}
                    onClose={() => setOpen(false)}
                />
            </Suspense>
        ),
        button: (
            <button
                type="button"
                className="button quiet square"
                data-article
                aria-label={t("insert_article.open")}
                title={t("insert_article.open_hint")}
                aria-haspopup="dialog"
                aria-keyshortcuts="Alt+A"
                onClick={find}
            >
                <BookOpen size={18} aria-hidden="true" />
            </button>
        ),
    };
}
