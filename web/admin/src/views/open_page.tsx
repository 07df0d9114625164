// The page that the address names.
import { usePlace } from "../context.tsx";
import { useText } from "../i18n.ts";
import { Home } from "./home.tsx";
import { Link } from "./link.tsx";
import { Page } from "./page.tsx";
import { QueuePage } from "./queue.tsx";
import { Queues } from "./queues.tsx";
import { Roles } from "./roles.tsx";
import { StatusPage } from "./status.tsx";
import { Statuses } from "./statuses.tsx";
import { UserPage } from "./user.tsx";
import { Users } from "./users.tsx";

export function OpenPage() {
    const [page = "", id] = usePlace();
    const key = `${page}/${id ?? ""}`;
    switch (page) {
        case "":
            return <Home key={key} />;
        case "users":
            return id ? <UserPage key={key} id={id} /> : <Users key={key} />;
        case "roles":
            return <Roles key={key} />;
        case "queues":
            return id ? <QueuePage key={key} id={id} /> : <Queues key={key} />;
        case "statuses":
            return id ? <StatusPage key={key} id={id} /> : <Statuses key={key} />;
        default:
            return <Nowhere />;
    }
}

export function Nowhere() {
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
