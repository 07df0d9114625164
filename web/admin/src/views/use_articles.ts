// All articles and their categories, as the pages about them need them.
import type { ArticleListed } from "@parley/sdk";
import { useQuery } from "@tanstack/react-query";
import { useApp, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { shownOf } from "../model/articles.ts";

const page_limit = 200;

/** From all pages of the list: searching, filtering and sorting are over all of them. */
export function useArticles() {
    const { admin } = useApp();
    return useQuery({
        queryKey: ["article.list"],
        queryFn: async () => {
            const all: ArticleListed[] = [];
            let after: string | undefined;
            do {
                const page = await admin.client.call("article.list", {
                    limit: page_limit,
                    ...(after && { after }),
                });
                all.push(...page.items);
                after = page.next;
            } while (after);
            return all;
        },
    });
}

/** In their order, with the name that the reader understands. */
export function useCategories() {
    const { language } = useText();
    const query = useRecords("category.list");
    const named = (query.data?.items ?? []).map((one) => ({
        id: one.id,
        name: shownOf(one.texts, language)?.name ?? "",
    }));
    return {
        query,
        named,
        name: (id: string | undefined) => named.find((one) => one.id === id)?.name ?? "",
    };
}
