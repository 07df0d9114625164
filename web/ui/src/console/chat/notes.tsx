// The notes beside a chat, as rows of its timeline: told apart by icon and words, not by colour
// alone.
import type { Note } from "@parley/sdk";
import { Lock } from "lucide-react";
import { type HTMLAttributes, useEffect, useRef, useState } from "react";
import { clock, exact } from "../../index.ts";
import { useFace } from "./face.tsx";
import { useText } from "./i18n.ts";
import styles from "./notes.module.css";
import { followNotes, withMentions } from "./notes.ts";

export function NoteRow({ note, place }: { note: Note; place: HTMLAttributes<HTMLLIElement> }) {
    const { user } = useFace();
    const { t, language } = useText();
    const mine = note.from.id === user.id;
    return (
        <li {...place} className={styles.note}>
            <p className={styles.head}>
                <Lock size={14} aria-hidden="true" />
                {mine ? t("note.yours") : t("note.from", { name: note.from.name })}
                <span aria-hidden="true">·</span>
                <time dateTime={note.at} title={exact(note.at, language)}>
                    {clock(note.at, language)}
                </time>
            </p>
            <p className={styles.text}>
                <bdi>
                    {withMentions(
                        note.text,
                        note.mentions.map((one) => one.name),
                    ).map((part, index) =>
                        part.mention ? (
                            // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
                            <strong key={index}>{part.text}</strong>
                        ) : (
                            part.text
                        ),
                    )}
                </bdi>
            </p>
        </li>
    );
}

/** Those of the chat; what others note while one looks is announced. `follows`: see followNotes. */
export function useNotes(chat: string, follows: boolean): readonly Note[] {
    const { client, user, announcer, seeNotes } = useFace();
    const { t } = useText();
    const [all, setAll] = useState<readonly Note[]>([]);
    const since = useRef(Number.POSITIVE_INFINITY);
    useEffect(() => {
        since.current = client.serverNow();
        setAll([]);
    }, [client, chat]);
    useEffect(() => followNotes(client, chat, setAll, follows), [client, chat, follows]);
    const last = all.at(-1);
    useEffect(() => {
        if (!last) return;
        if (all.some((one) => one.mentions.some(({ id }) => id === user.id))) seeNotes(chat);
        if (Date.parse(last.at) < since.current) return;
        since.current = Date.parse(last.at) + 1;
        if (last.from.id === user.id) return;
        announcer.say(`${t("note.from", { name: last.from.name })}: ${last.text}`);
    }, [all, last, chat, user, announcer, seeNotes, t]);
    return all;
}
