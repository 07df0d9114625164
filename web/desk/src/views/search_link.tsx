// The way from a list of chats to the search in what was said in them.
import { Tip } from "@parley/ui/console/tip.tsx";
import { Search } from "lucide-react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { openSearch } from "./actions.ts";

export function SearchLink() {
    const app = useApp();
    const { t } = useText();
    return (
        <Tip text={t("rail.search")}>
            <a
                className="button quiet square"
                href="/desk/search"
                aria-label={t("rail.search")}
                onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    openSearch(app);
                }}
            >
                <Search size={18} aria-hidden="true" />
            </a>
        </Tip>
    );
}
