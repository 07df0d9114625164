// Why a chat came to whom it came: one sentence, and behind a button everybody who was considered,
// with what stood against each (N2).
import type { Explained, OfferExplain } from "@parley/sdk";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { chosenOf, ExplainedTable, explainedSentence } from "@parley/ui/console/explained.tsx";
import { CircleQuestionMark } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./why.module.css";

/** Nothing while it is fetched, and where nothing was kept: a chat that was taken by hand. */
function useExplained(of: OfferExplain): Explained | undefined {
    const { desk } = useApp();
    const [found, setFound] = useState<Explained>();
    const { offer, chat } = of;
    useEffect(() => {
        let left = false;
        setFound(undefined);
        desk.client.call("offer.explain", offer ? { offer } : { chat: chat! }).then(
            (explained) => {
                if (!left) setFound(explained);
            },
            // It only explains: where it cannot, there is nothing for anybody to do.
            () => undefined,
        );
        return () => {
            left = true;
        };
    }, [desk, offer, chat]);
    return found;
}

/** The sentence with the button to all of it. */
export function Why({ of }: { of: OfferExplain }) {
    const { desk } = useApp();
    const { t } = useText();
    const [open, setOpen] = useState(false);
    const explained = useExplained(of);
    if (!explained) return null;
    return (
        <div className={styles.why}>
            {explainedSentence(explained, { me: desk.user.id }, t)}{" "}
            <button type="button" className={styles.more} onClick={() => setOpen(true)}>
                <CircleQuestionMark size={14} aria-hidden="true" />
                {t("why.all")}
            </button>
            {open && <All explained={explained} onClose={() => setOpen(false)} />}
        </div>
    );
}

function All({ explained, onClose }: { explained: Explained; onClose: () => void }) {
    const { desk } = useApp();
    const { t } = useText();
    const chosen = chosenOf(explained);
    const reader = { me: desk.user.id };
    const who = !chosen ? "nobody" : chosen.agent === desk.user.id ? "me" : "other";
    const title = t("why.title", { who, name: chosen?.name ?? "" });
    return (
        <Dialog title={title} size="medium" onClose={onClose}>
            <div className={dialog.body}>
                <p className={styles.sentence}>{explainedSentence(explained, reader, t)}</p>
                <ExplainedTable explained={explained} reader={reader} label={title} />
            </div>
            <div className={dialog.actions}>
                <button data-focus-first type="button" className="button primary" onClick={onClose}>
                    {t("close")}
                </button>
            </div>
        </Dialog>
    );
}
