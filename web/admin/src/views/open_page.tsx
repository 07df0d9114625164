// The page that the address names.

import { Link } from "@parley/ui/console/link.tsx";
import { Page } from "@parley/ui/console/page.tsx";
import { usePlace } from "@parley/ui/console/router.ts";
import { MayManage, useReach } from "../context.tsx";
import { useText } from "../i18n.ts";
import { Articles } from "./articles.tsx";
import { Audit } from "./audit.tsx";
import { BotPage } from "./bot.tsx";
import { Bots } from "./bots.tsx";
import { CannedList } from "./canned.tsx";
import { CannedPage } from "./canned_response.tsx";
import { CodeListPage } from "./code_list.tsx";
import { Codes } from "./codes.tsx";
import { History } from "./history.tsx";
import { Home } from "./home.tsx";
import { HoursPage } from "./hours.tsx";
import { HoursList } from "./hours_list.tsx";
import { PartitionPage } from "./partition.tsx";
import { Partitions } from "./partitions.tsx";
import { QueuePage } from "./queue.tsx";
import { Queues } from "./queues.tsx";
import { RedactionPage } from "./redaction.tsx";
import { RolePage } from "./role.tsx";
import { Roles } from "./roles.tsx";
import { RulePage } from "./rule.tsx";
import { Rules } from "./rules.tsx";
import { Simulator } from "./simulator.tsx";
import { SkillPage } from "./skill.tsx";
import { Skills } from "./skills.tsx";
import { StatusPage } from "./status.tsx";
import { Statuses } from "./statuses.tsx";
import { TeamPage } from "./team.tsx";
import { Teams } from "./teams.tsx";
import { UserPage } from "./user.tsx";
import { Users } from "./users.tsx";
import { Working } from "./working.tsx";

export function OpenPage() {
    const [page = "", ...rest] = usePlace();
    const [id] = rest;
    const key = `${page}/${id ?? ""}`;
    const { sees_all, defines_canned, writes_articles } = useReach();
    // Who writes contents and nothing else has nothing else here.
    const first = sees_all ? "" : defines_canned ? "canned" : "articles";
    const open = page || first;
    if (open === "articles" && (sees_all || writes_articles)) {
        return (
            <MayManage value={writes_articles}>
                <Articles key={rest.join("/")} place={rest} />
            </MayManage>
        );
    }
    if (open === "canned" && (sees_all || defines_canned)) {
        return (
            <MayManage value={defines_canned}>
                {id ? <CannedPage key={key} id={id} /> : <CannedList key={key} />}
            </MayManage>
        );
    }
    if (!sees_all) return <Nowhere />;
    switch (page) {
        case "":
            return <Home key={key} />;
        case "users":
            return id ? <UserPage key={key} id={id} /> : <Users key={key} />;
        case "teams":
            return id ? <TeamPage key={key} id={id} /> : <Teams key={key} />;
        case "partitions":
            return id ? <PartitionPage key={key} id={id} /> : <Partitions key={key} />;
        case "skills":
            return id ? <SkillPage key={key} id={id} /> : <Skills key={key} />;
        case "codes":
            return id ? <CodeListPage key={key} id={id} /> : <Codes key={key} />;
        case "working":
            return <Working key={rest.join("/")} />;
        case "redaction":
            return <RedactionPage key={key} />;
        case "audit":
            return <Audit key={key} />;
        case "history":
            return <History key={key} />;
        case "roles":
            return id ? (
                <RolePage key={rest.join("/")} id={id} of={rest[1]} />
            ) : (
                <Roles key={key} />
            );
        case "queues":
            return id ? <QueuePage key={key} id={id} /> : <Queues key={key} />;
        case "hours":
            return id ? <HoursPage key={key} id={id} /> : <HoursList key={key} />;
        case "bots":
            return id ? <BotPage key={key} id={id} /> : <Bots key={key} />;
        case "rules":
            return id ? <RulePage key={key} id={id} /> : <Rules key={key} />;
        case "simulator":
            return <Simulator key={key} />;
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
