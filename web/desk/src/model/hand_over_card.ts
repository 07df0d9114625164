// What one says with a chat that one hands on, besides a note: three short fields, all optional. Pure.
import type { ChatTransfer, Problem } from "@parley/sdk";

export const card_fields = ["wanted", "done", "open"] as const;
export type CardField = (typeof card_fields)[number];
export type CardDraft = Readonly<Record<CardField, string>>;

export const empty_card: CardDraft = { wanted: "", done: "", open: "" };

/** As it is sent: what was left empty is left out. */
export function cardOf(draft: CardDraft): Pick<ChatTransfer, "card"> {
    const said = card_fields
        .map((field) => [field, draft[field].trim()] as const)
        .filter(([, text]) => text);
    return said.length ? { card: Object.fromEntries(said) } : {};
}

/** Which field was refused, if it was one of these. */
export function refusedField({ path, problems = [] }: Problem): CardField | undefined {
    const paths = [path, ...problems.map((one) => one.path)];
    return card_fields.find((field) => paths.includes(`/card/${field}`));
}
