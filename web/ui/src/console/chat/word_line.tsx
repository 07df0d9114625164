// Above the field, where only one of those who take part may write at a time: who that is, and how
// the word is given and taken. Whose it becomes is said, and takes the focus from nobody.
import type { Chat } from "@parley/sdk";
import { ChevronDown, MessageSquareQuote } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import menu from "../menu.module.css";
import { useFace } from "./face.tsx";
import { useText } from "./i18n.ts";
import { mayTryToTake, receivers, sharesWord } from "./word.ts";
import { giveWord, takeWord } from "./word_acts.ts";
import styles from "./word_line.module.css";

/** `keys`: what the face lets one press instead, as aria-keyshortcuts. */
export function WordLine({ chat, keys }: { chat: Chat; keys?: string }) {
    const face = useFace();
    const { t } = useText();
    const { speaker } = chat;
    const me = face.user.id;
    const mine = speaker?.id === me;
    const before = useRef(speaker?.id);
    useEffect(() => {
        const was = before.current;
        before.current = speaker?.id;
        if (!was || !speaker || was === speaker.id) return;
        const now = speaker.id === face.user.id;
        face.announcer.say(t(now ? "word.now_mine" : "word.now_of", { name: speaker.name }));
    }, [speaker, face, t]);
    if (!speaker || !sharesWord(chat)) return null;
    const may_take = mayTryToTake(chat, me);
    return (
        <section className={styles.line} data-mine={mine} aria-label={t("word.title")}>
            <MessageSquareQuote size={16} aria-hidden="true" />
            <p>{mine ? t("word.mine") : t("word.of", { name: speaker.name })}</p>
            <Give chat={chat} keys={may_take ? undefined : keys} />
            {may_take && (
                <button
                    type="button"
                    className="button"
                    data-word
                    aria-keyshortcuts={keys}
                    onClick={() => void takeWord(face, chat)}
                >
                    {t("word.take")}
                </button>
            )}
        </section>
    );
}

/** To the only one by a button, to one of several by a menu. */
function Give({ chat, keys }: { chat: Chat; keys: string | undefined }) {
    const face = useFace();
    const { t } = useText();
    const [open, setOpen] = useState(false);
    const to = receivers(chat, face.user.id);
    const [only] = to;
    if (!only) return null;
    const pressed = { "data-word": keys ? "" : undefined, "aria-keyshortcuts": keys };
    if (to.length === 1) {
        return (
            <button
                type="button"
                className="button"
                {...pressed}
                onClick={() => void giveWord(face, chat, only)}
            >
                {t("word.give_to", { name: only.name })}
            </button>
        );
    }
    return (
        <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
            <DropdownMenu.Trigger asChild>
                <button
                    type="button"
                    className="button"
                    {...pressed}
                    // By the shortcut; of pointers and keys the menu knows by itself.
                    onClick={(event) => event.detail === 0 && setOpen(true)}
                >
                    {t("word.give")}
                    <ChevronDown size={14} aria-hidden="true" />
                </button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={menu.menu} align="end" side="top" sideOffset={6}>
                {to.map((one) => (
                    <DropdownMenu.Item
                        key={one.id}
                        className={menu.item}
                        onSelect={() => void giveWord(face, chat, one)}
                    >
                        <bdi>{one.name}</bdi>
                    </DropdownMenu.Item>
                ))}
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
