// The texts of a conversation: those of all faces, and those of the faces for staff.
import type shared from "../../locales/en.json";
import { type Catalogue, type TextId as ConsoleTextId, useTexts } from "../i18n.ts";

export type TextId = ConsoleTextId | keyof typeof shared;

/** What conversations say beside the shared texts of the faces for staff. */
export const conversation_texts: Catalogue = {
    en: () => import("../../locales/en.json?lingui"),
    de: () => import("../../locales/de.json?lingui"),
};

export const useText = useTexts<TextId>;
