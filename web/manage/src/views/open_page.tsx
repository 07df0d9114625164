// The page that the address names.
import { Link } from "@parley/ui/console/link.tsx";
import { Page } from "@parley/ui/console/page.tsx";
import { usePlace } from "@parley/ui/console/router.ts";
import { useText } from "../i18n.ts";
import { Reports } from "../reports/reports.tsx";
import { Chats } from "./chats.tsx";
import { Room } from "./room.tsx";
import { Wallboards } from "./wallboards.tsx";

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
            return <Reports />;
        default:
            return <Nowhere />;
    }
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
