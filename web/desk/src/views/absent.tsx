// A customer who has no connection: said above what one writes in, and as the end of a chat (C19).
import type { Chat } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import { Unplug } from "lucide-react";
import { useDeskState, useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./transfer.module.css";

export function AbsentStrip({ chat: { id } }: { chat: Chat }) {
    const { t } = useText();
    const chat = useDeskState().chats.get(id)?.chat;
    const now = useNow();
    const since = chat?.state === "active" ? chat.customer_absent_since : undefined;
    // The region is there before it says something, or screen readers would miss it.
    return (
        <div role="status">
            {chat && since && (
                <div className={styles.strip}>
                    <Unplug size={16} aria-hidden="true" />
                    <p>
                        {t("absent.strip", { name: chat.customer.name || t("customer.unnamed") })}{" "}
                        <span className="timer" aria-hidden="true">
                            {stopwatch(now - Date.parse(since))}
                        </span>
                    </p>
                </div>
            )}
        </div>
    );
}
