// Ghost drafts, above the composer of the agent for whom a manager writes (N7). The customer sees
// nothing of them.
import type { Draft } from "@parley/sdk";
import { asProblem } from "@parley/sdk";
import styles from "@parley/ui/console/chat/ghost.module.css";
import { followDrafts } from "@parley/ui/console/chat/ghost_drafts.ts";
import { Ghost } from "lucide-react";
import { useEffect, useLayoutEffect, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { failed } from "./actions.ts";
import { focusComposer, focusReply } from "./focus.ts";
import { alt_key } from "./shortcuts.ts";

/** To the agent who has the chat; the keys are for the first one. */
export function GhostDrafts({ id }: { id: string }) {
    const app = useApp();
    const { t } = useText();
    const { desk, announcer } = app;
    const [all, setAll] = useState<readonly Draft[]>([]);
    useEffect(() => followDrafts(desk.client, id, setAll), [desk, id]);
    const [first] = all;
    const from = first?.from.name;
    const place = first?.place;
    useEffect(() => {
        if (place !== undefined) announcer.say(t("ghost.from", { name: from ?? "" }));
    }, [place, from, announcer, t]);

    async function take(draft: Draft): Promise<void> {
        try {
            const { before, after } = await app.ghosts.take(draft);
            focusReply();
            const close = app.toasts.show({
                kind: "info",
                text: t("ghost.taken_yours"),
                action: { label: t("notice.undo"), run: () => desk.drafts.set(id, before) },
            });
            // What is written since, or sent, is not undone.
            const undo = desk.drafts.subscribe(() => {
                if (desk.drafts.get(id) === after) return;
                undo();
                close();
            });
        } catch (caught) {
            if (asProblem(caught).code !== "not_found") failed(app, caught);
        }
    }
    async function drop(draft: Draft): Promise<void> {
        try {
            await app.ghosts.drop(draft);
            announcer.say(t("ghost.dropped_yours"));
            focusComposer();
        } catch (caught) {
            if (asProblem(caught).code !== "not_found") failed(app, caught);
        }
    }
    // At once: what is shown has its keys.
    useLayoutEffect(() => {
        app.ghost_keys.set(first && { take: () => void take(first), drop: () => void drop(first) });
        return () => app.ghost_keys.set(undefined);
    });

    return all.map((draft) => (
        <section
            key={draft.place}
            className={styles.ghost}
            aria-label={t("ghost.from", { name: draft.from.name })}
        >
            <p className={styles.head}>
                <Ghost size={16} aria-hidden="true" />
                {t("ghost.from", { name: draft.from.name })}
            </p>
            <p className={styles.text}>
                <bdi>{draft.text}</bdi>
            </p>
            <div className={styles.foot}>
                <button
                    type="button"
                    className="button"
                    {...(draft === first && { "aria-keyshortcuts": "Alt+Shift+G" })}
                    onClick={() => void drop(draft)}
                >
                    {t("ghost.drop")}
                    {draft === first && <kbd>{`${alt_key} Shift G`}</kbd>}
                </button>
                <button
                    type="button"
                    className="button primary"
                    {...(draft === first && { "aria-keyshortcuts": "Alt+G" })}
                    onClick={() => void take(draft)}
                >
                    {t("ghost.take")}
                    {draft === first && <kbd>{`${alt_key} G`}</kbd>}
                </button>
            </div>
        </section>
    ));
}
