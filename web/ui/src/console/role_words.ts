// What roles are called: those of Parley in the reader's language, those that the organization has
// made as it calls them.
import type { User } from "@parley/sdk";
import type { Translate } from "../translate.ts";
import type { TextId } from "./i18n.ts";

const built_in = ["agent", "manager", "administrator", "auditor"] as const;
type BuiltIn = (typeof built_in)[number];

export function roleWord(key: string, label: string | undefined, t: Translate<TextId>): string {
    if (label) return label;
    return built_in.some((one) => one === key) ? t(`role.${key as BuiltIn}`) : key;
}

export function roleNames(user: User, t: Translate<TextId>): string[] {
    return user.roles.map((key) => roleWord(key, user.labels[key], t));
}
