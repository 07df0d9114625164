// Above what one writes in, while colleagues take part: to the owner who they are and what may be
// done about it, to a guest whose chat it is (W25, W27, W28). And who watches, where that is said.
import type { Chat, Guest, Person } from "@parley/sdk";
import { isGuest } from "@parley/ui/console/chat/guest.ts";
import { Eye, UsersRound } from "lucide-react";
import { useState } from "react";
import { useApp, useDeskState } from "../context.tsx";
import { useText } from "../i18n.ts";
import { empty_card } from "../model/hand_over_card.ts";
import { endConference, handOver, leaveConference } from "./actions.ts";
import { CardFields, type Refused } from "./card_fields.tsx";
import styles from "./transfer.module.css";

export function ConferenceStrip({ chat: { id } }: { chat: Chat }) {
    const app = useApp();
    const { t } = useText();
    const chat = useDeskState().chats.get(id)?.chat;
    if (!chat?.guests) return null;
    const { guests } = chat;
    if (isGuest(chat, app.desk.user.id)) {
        return (
            <section className={styles.strip} aria-label={t("conference.title")}>
                <UsersRound size={16} aria-hidden="true" />
                <p>{t("conference.guest_of", { name: chat.agent?.name ?? "" })}</p>
                <button
                    type="button"
                    className="button"
                    onClick={() => void leaveConference(app, chat)}
                >
                    {t("conference.leave")}
                </button>
            </section>
        );
    }
    return <OwnConference chat={chat} guests={guests} />;
}

function OwnConference({ chat, guests }: { chat: Chat; guests: readonly Guest[] }) {
    const app = useApp();
    const { t } = useText();
    const [card, setCard] = useState(empty_card);
    const [refused, setRefused] = useState<Refused>();
    async function give(to: Person): Promise<void> {
        const why = await handOver(app, chat, to, card);
        if (why) setRefused(why);
    }
    return (
        <section className={styles.strip} aria-label={t("conference.title")}>
            <div className={styles.guests}>
                <div className={styles.guests_head}>
                    <UsersRound size={16} aria-hidden="true" />
                    <p>{t("conference.title")}</p>
                    {guests.length > 1 && (
                        <button
                            type="button"
                            className="button"
                            onClick={() => void endConference(app, chat)}
                        >
                            {t("conference.end")}
                        </button>
                    )}
                </div>
                <ul>
                    {guests.map(({ agent }) => (
                        <li key={agent.id} className={styles.guest}>
                            <bdi className={styles.guest_name}>{agent.name}</bdi>
                            {!chat.asked && (
                                <button
                                    type="button"
                                    className="button"
                                    aria-label={t("conference.hand_over_to", { name: agent.name })}
                                    onClick={() => void give(agent)}
                                >
                                    {t("conference.hand_over")}
                                </button>
                            )}
                            <button
                                type="button"
                                className="button"
                                aria-label={t("conference.remove_name", { name: agent.name })}
                                onClick={() => void endConference(app, chat, agent)}
                            >
                                {t("conference.remove")}
                            </button>
                        </li>
                    ))}
                </ul>
                {!chat.asked && (
                    <CardFields
                        value={card}
                        refused={refused}
                        onChange={(next) => {
                            setCard(next);
                            setRefused(undefined);
                        }}
                    />
                )}
            </div>
        </section>
    );
}

export function WatchedStrip({ id }: { id: string }) {
    const { t, language } = useText();
    const names = useDeskState()
        .chats.get(id)
        ?.chat.watched_by?.map((one) => one.name);
    if (!names?.length) return null;
    const list = new Intl.ListFormat(language, { type: "conjunction" }).format(names);
    return (
        <section className={styles.strip} aria-label={t("watched.title")}>
            <Eye size={16} aria-hidden="true" />
            <p>{t("watched.by", { count: names.length, names: list })}</p>
        </section>
    );
}
