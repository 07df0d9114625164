// All people of the organization.
import type { UserAccount } from "@parley/sdk";
import { CircleCheck, CircleDashed, Users as UsersIcon } from "lucide-react";
import { useRecords, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { type Column, type Filter, ListPage } from "./list_page.tsx";
import { useRoles } from "./role_words.ts";
import styles from "./users.module.css";

export function Users() {
    const { t } = useText();
    const users = useUsers();
    const queues = useRecords("queue.list").data?.items ?? [];
    const { roles, name } = useRoles();
    const teams = useRecords("team.list").data?.items ?? [];
    const queueNames = (user: UserAccount) =>
        queues
            .filter((one) => user.queues.includes(one.id))
            .map((one) => one.name)
            .join(", ");
    const columns: Column<UserAccount>[] = [
        {
            id: "name",
            label: t("users.name"),
            text: (user) => user.display_name,
            cell: (user) => (
                <>
                    {user.display_name}
                    <span className={styles.second}>{user.name}</span>
                </>
            ),
        },
        {
            id: "roles",
            label: t("users.roles"),
            text: (user) => user.roles.map(name).join(", "),
        },
        { id: "queues", label: t("users.queues"), text: queueNames, wide: true },
        {
            id: "team",
            label: t("users.team"),
            text: (user) => teams.find((one) => one.id === user.team)?.name ?? "",
            wide: true,
        },
        {
            id: "capacity",
            label: t("users.capacity"),
            text: (user) => (user.capacity === undefined ? "" : String(user.capacity)),
            number: true,
            wide: true,
        },
        {
            id: "active",
            label: t("users.access"),
            text: (user) => t(user.active ? "users.active" : "users.inactive"),
            cell: (user) => <Access active={user.active} />,
            wide: true,
        },
    ];
    const filters: Filter<UserAccount>[] = [
        {
            id: "role",
            label: t("users.roles"),
            all: t("users.all_roles"),
            options: roles.map(({ key }) => ({ value: key, label: name(key) })),
            test: (user, role) => user.roles.includes(role),
        },
        {
            id: "queue",
            label: t("users.queues"),
            all: t("users.all_queues"),
            options: queues.map((one) => ({ value: one.id, label: one.name })),
            test: (user, queue) => user.queues.includes(queue),
        },
        {
            id: "team",
            label: t("users.team"),
            all: t("users.all_teams"),
            options: teams.map((one) => ({ value: one.id, label: one.name })),
            test: (user, team) => user.team === team,
        },
        {
            id: "active",
            label: t("users.access"),
            all: t("users.all"),
            options: [
                { value: "yes", label: t("users.active") },
                { value: "no", label: t("users.inactive") },
            ],
            test: (user, value) => user.active === (value === "yes"),
        },
    ];
    return (
        <ListPage
            title={t("users.title")}
            intro={t("users.intro")}
            add={{ to: "users/new", label: t("users.add") }}
            rows={users.data}
            failed={users.isError}
            onRetry={() => void users.refetch()}
            columns={columns}
            filters={filters}
            id={(user) => user.id}
            place={(user) => `users/${user.id}`}
            file="users"
            empty={{ icon: UsersIcon, text: t("users.none") }}
        />
    );
}

function Access({ active }: { active: boolean }) {
    const { t } = useText();
    return active ? (
        <span className={`${styles.chip} ${styles.active}`}>
            <CircleCheck size={14} aria-hidden="true" />
            {t("users.active")}
        </span>
    ) : (
        <span className={`${styles.chip} ${styles.inactive}`}>
            <CircleDashed size={14} aria-hidden="true" />
            {t("users.inactive")}
        </span>
    );
}
