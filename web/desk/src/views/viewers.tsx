// Who else of the staff has this chat on the screen, so that two do not do the same.
import type { Chat, Person } from "@parley/sdk";
import { followViewers } from "@parley/ui/console/chat/viewers.ts";
import { Users } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./transfer.module.css";

export function ViewersStrip({ chat }: { chat: Chat }) {
    const { t, language } = useText();
    const { client } = useApp().desk;
    const [all, setAll] = useState<readonly Person[]>([]);
    useEffect(() => {
        setAll([]);
        return followViewers(client, chat.id, setAll);
    }, [client, chat.id]);
    // Of those who watch, or take part, another strip says so.
    const told = [
        ...(chat.watched_by ?? []),
        ...(chat.guests ?? []).map((one) => one.agent),
        ...(chat.agent ? [chat.agent] : []),
    ];
    const others = all.filter(({ id }) => !told.some((one) => one.id === id));
    if (!others.length) return null;
    const names = new Intl.ListFormat(language, { type: "conjunction" }).format(
        others.map((one) => one.name),
    );
    return (
        <section className={styles.strip} aria-label={t("viewers.title")}>
            <Users size={16} aria-hidden="true" />
            <p>{t("viewers.by", { count: others.length, names })}</p>
        </section>
    );
}
