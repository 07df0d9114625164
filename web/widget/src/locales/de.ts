// All texts of the panel in one piece: the shared ones and its own.
import shared from "@parley/ui/locales/de.json";
import own from "./de.json";

export const texts = { ...shared, ...own };
