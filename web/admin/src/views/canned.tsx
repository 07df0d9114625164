// All prepared answers that are shared: for teams, or for all, with their folders.
import type { Canned } from "@parley/sdk";
import { fetchCanned } from "@parley/ui/console/canned/answers.ts";
import { folderText } from "@parley/ui/console/canned/search.ts";
import { useQuery } from "@tanstack/react-query";
import { MessageSquareQuote } from "lucide-react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Column, ListPage } from "./list_page.tsx";

export function useCanned() {
    const { admin } = useApp();
    return useQuery({
        queryKey: ["canned.list"],
        queryFn: () => fetchCanned(admin.client, true),
    });
}

const languages = ["any", "de", "en"] as const;

export function CannedList() {
    const { t } = useText();
    const all = useCanned();
    const unique = (texts: readonly string[]) => [...new Set(texts)].filter(Boolean).sort();
    const rows = all.data ?? [];
    const folder = (one: Canned) => folderText(one.folder);
    const whom = (one: Canned) => one.team_name ?? t("canned.scope_all");
    const language = (one: Canned) => t(`canned.language_${one.language}`);
    const same = (text: string) => ({ value: text, label: text });
    const columns: Column<Canned>[] = [
        { id: "title", label: t("canned.title"), text: (one) => one.title },
        {
            id: "code",
            label: t("canned.code"),
            text: (one) => one.code,
            cell: (one) => <code>/{one.code}</code>,
        },
        { id: "folder", label: t("canned.folder"), text: folder, wide: true },
        { id: "whom", label: t("canned.scope"), text: whom, wide: true },
        { id: "language", label: t("canned.language"), text: language },
    ];
    const inside = (one: Canned, path: string) =>
        folder(one) === path || folder(one).startsWith(`${path} / `);
    const folders = rows.flatMap((one) =>
        one.folder.map((_, index) => folderText(one.folder.slice(0, index + 1))),
    );
    return (
        <ListPage
            title={t("canned.open")}
            intro={t("canned_page.intro")}
            add={{ to: "canned/new", label: t("canned_page.add") }}
            rows={all.data}
            failed={all.isError}
            onRetry={() => void all.refetch()}
            columns={columns}
            filters={[
                {
                    id: "folder",
                    label: t("canned.folder"),
                    all: t("canned_page.all_folders"),
                    options: unique(folders).map(same),
                    test: inside,
                },
                {
                    id: "whom",
                    label: t("canned.scope"),
                    all: t("canned_page.everyone"),
                    options: unique(rows.map(whom)).map(same),
                    test: (one, value) => whom(one) === value,
                },
                {
                    id: "language",
                    label: t("canned.language"),
                    all: t("canned_page.all_languages"),
                    options: languages.map((value) => ({
                        value,
                        label: t(`canned.language_${value}`),
                    })),
                    test: (one, value) => one.language === value,
                },
            ]}
            id={(one) => one.id}
            place={(one) => `canned/${one.id}`}
            file="canned"
            empty={{ icon: MessageSquareQuote, text: t("canned_page.none") }}
        />
    );
}
