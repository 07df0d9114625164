// The reports: figures of what was, of a period that can be compared with the one before.
import { asProblem } from "@parley/sdk";
import { downloadCsv } from "@parley/ui/console/csv.ts";
import { useStore } from "@parley/ui/console/hooks.ts";
import { Failed, Page } from "@parley/ui/console/page.tsx";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { useRouter } from "@parley/ui/console/router.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { BookmarkPlus, Download } from "lucide-react";
import { useState } from "react";
import { useApp, useMay } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Asked, paramsOf, readAsked, writeAsked } from "./asked.ts";
import { useReport, useSlow } from "./data.ts";
import { Filters, Kinds } from "./filters.tsx";
import { Figures } from "./report.tsx";
import styles from "./reports.module.css";
import { SavedReports, SaveReport } from "./saved.tsx";

export function Reports() {
    const { t } = useText();
    return useMay()("report_view") ? (
        <Shown />
    ) : (
        <Page title={t("reports.title")}>
            <p>{t("reports.no_right")}</p>
        </Page>
    );
}

function Shown() {
    const { client, toasts } = useApp();
    const { t } = useText();
    const may = useMay();
    const router = useRouter();
    const asked = readAsked(useStore(router.query));
    const [saving, setSaving] = useState(false);
    const report = useReport(asked);
    const slow = useSlow(report.isPending || report.isPlaceholderData);
    const ask = (change: Partial<Asked>) => router.narrow(writeAsked({ ...asked, ...change }));

    async function save(): Promise<void> {
        try {
            const by = asked.kind === "hours" ? "weekday_hour" : undefined;
            const params = paramsOf(asked, client.serverNow(), by);
            const { file } = await client.call("report.export", params);
            downloadCsv(file.file_name, file.text);
        } catch (caught) {
            toasts.show({ kind: "error", text: refusalText(asProblem(caught).problem, t) });
        }
    }
    return (
        <Page
            title={t("reports.title")}
            wide
            actions={
                <>
                    {may("report_save") && (
                        <button type="button" className="button" onClick={() => setSaving(true)}>
                            <BookmarkPlus size={16} aria-hidden="true" />
                            {t("reports.save")}
                        </button>
                    )}
                    <button type="button" className="button" onClick={() => void save()}>
                        <Download size={16} aria-hidden="true" />
                        {t("reports.csv")}
                    </button>
                </>
            }
        >
            <Kinds asked={asked} />
            <Filters asked={asked} onAsk={ask} />
            {report.isError ? (
                <Failed onRetry={() => void report.refetch()} />
            ) : report.data && report.data.kind === asked.kind ? (
                <div
                    className={styles.report}
                    data-stale={slow || undefined}
                    aria-busy={report.isPlaceholderData}
                >
                    <Figures report={report.data} asked={asked} />
                </div>
            ) : (
                slow && <Skeleton rows={5} />
            )}
            <SavedReports />
            {saving && <SaveReport asked={asked} onClose={() => setSaving(false)} />}
        </Page>
    );
}
