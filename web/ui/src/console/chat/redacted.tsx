// A number was taken out of a message: what is said of it below the text, and what its author may say
// to that (N5).
import { asProblem, type Conversation, type Item } from "@parley/sdk";
import { ShieldCheck } from "lucide-react";
import { failed, useFace } from "./face.tsx";
import { useText } from "./i18n.ts";
import styles from "./redacted.module.css";

export function Redacted({ item, conversation }: { item: Item; conversation: Conversation }) {
    const { client, toasts, announcer } = useFace();
    const { t } = useText();
    if (!item.redacted) return null;
    const { chat } = conversation.getSnapshot();
    const { seq, written } = item;
    const card = item.redacted.includes("card");

    async function object(): Promise<void> {
        try {
            await client.call("message.not_a_card", {
                chat: conversation.id,
                seq: seq!,
                text: written!,
            });
            announcer.say(t("redacted.back"));
        } catch (caught) {
            const certain = asProblem(caught).problem.code === "personal_data";
            if (certain) toasts.show({ kind: "error", text: t("redacted.certain") });
            else failed({ toasts }, caught);
        }
    }

    return (
        <span className={styles.note}>
            <ShieldCheck size={14} aria-hidden="true" />
            {t(card ? "redacted.card" : "redacted.other")}
            {card && written && chat.redaction_objection && (
                <button type="button" className="link" onClick={() => void object()}>
                    {t("redacted.object")}
                </button>
            )}
        </span>
    );
}
