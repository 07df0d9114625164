// A message as one line: its text, or the names of its files where it has none.
import type { AttachedFile, Item } from "@parley/sdk";
import { Paperclip } from "lucide-react";
import type { Translate } from "../../translate.ts";
import { type TextId, useText } from "../i18n.ts";
import styles from "./said.module.css";

type Words = Pick<Item, "text" | "files">;

const namesOf = (files: readonly AttachedFile[] = []) => files.map(({ name }) => name).join(", ");

export function Said({ item }: { item: Words }) {
    const { t } = useText();
    const names = item.text ? "" : namesOf(item.files);
    return (
        <>
            {names && (
                <>
                    <Paperclip className={styles.clip} size={13} aria-hidden="true" />
                    <span className="sr">{t("files.attachment")}: </span>
                </>
            )}
            <bdi>{names || item.text}</bdi>
        </>
    );
}

/** Where there is nothing but letters; all of it with `whole`. */
export function saidText({ text, files = [] }: Words, t: Translate<TextId>, whole = false): string {
    if (!files.length || (text && !whole)) return text;
    const told = `${t("files.attachment")}: ${namesOf(files)}`;
    return text ? `${text}, ${told}` : told;
}
