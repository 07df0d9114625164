// The texts of a conversation: those of all faces, and those of the faces for staff.
import type shared from "../../locales/en.json";
import { type TextId as ConsoleTextId, useTexts } from "../i18n.ts";

export type TextId = ConsoleTextId | keyof typeof shared;

export const useText = useTexts<TextId>;
