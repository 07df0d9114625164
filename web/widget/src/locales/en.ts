// All texts of the panel in one piece: the shared ones and its own.
import shared from "@parley/ui/locales/en.json";
import own from "./en.json";

export const texts = { ...shared, ...own };
export type Texts = typeof texts;
