// Above the messages: that a customer is asked for the screen or shows it, and who sees it; for all who
// look at the chat and see no screen themselves.
import type { Chat } from "@parley/sdk";
import { MonitorUp } from "lucide-react";
import { useFace } from "./face.tsx";
import { useText } from "./i18n.ts";
import styles from "./word_line.module.css";

export function ScreenLine({ chat }: { chat: Chat }) {
    const { user } = useFace();
    const { t } = useText();
    const { sharing, customer, state } = chat;
    if (!sharing || state !== "active") return null;
    const name = customer.name || t("customer.unnamed");
    const mine = sharing.agent.id === user.id;
    const text =
        sharing.state === "asked"
            ? mine
                ? "sharing.pending"
                : "sharing.asked_by"
            : mine
              ? "sharing.runs"
              : "sharing.seen_by";
    return (
        <section className={styles.line} aria-label={t("sharing.title", { name })}>
            <MonitorUp size={16} aria-hidden="true" />
            <p>{t(text, { name, by: sharing.agent.name })}</p>
        </section>
    );
}
