// The reports: figures of what was.
import { Page } from "@parley/ui/console/page.tsx";
import { useText } from "../i18n.ts";

export function Reports() {
    const { t } = useText();
    return <Page title={t("reports.title")}>{null}</Page>;
}
