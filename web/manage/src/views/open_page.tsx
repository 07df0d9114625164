// The page that the address names.
import { Link } from "@parley/ui/console/link.tsx";
import { Page } from "@parley/ui/console/page.tsx";
import { usePlace } from "@parley/ui/console/router.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { lazy, Suspense } from "react";
import { useText } from "../i18n.ts";
import { Chats } from "./chats.tsx";
import { Room } from "./room.tsx";
import { Wallboards } from "./wallboards.tsx";

/** Not part of the first load. */
const Reports = lazy(() =>
    import("../reports/reports.tsx").then((it) => ({ default: it.Reports })),
);

export function OpenPage() {
    const [page = ""] = usePlace();
    switch (page) {
        case "":
            return <Room />;
        case "chats":
            return <Chats />;
        case "wallboards":
            return <Wallboards />;
        case "reports":
            return <LaterReports />;
        default:
            return <Nowhere />;
    }
}

function LaterReports() {
    const { t } = useText();
    const coming = (
        <Page title={t("reports.title")} wide>
            <Skeleton rows={6} />
        </Page>
    );
    return (
        <Suspense fallback={coming}>
            <Reports />
        </Suspense>
    );
}

function Nowhere() {
    const { t } = useText();
    return (
        <Page title={t("nowhere.title")}>
            <p>{t("nowhere.text")}</p>
            <p>
                <Link to="" className="link">
                    {t("nowhere.home")}
                </Link>
            </p>
        </Page>
    );
}
