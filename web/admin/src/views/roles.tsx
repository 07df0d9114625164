// What each role may do: those that every organization has, and those that it has made. Who has which
// is set with the person.

import { Link } from "@parley/ui/console/link.tsx";
import { Loading, Page } from "@parley/ui/console/page.tsx";
import { Table } from "@parley/ui/console/table.tsx";
import { Check, Minus, Plus } from "lucide-react";
import { useMayManage, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import list from "./list_page.module.css";
import { useRoles } from "./role_words.ts";
import styles from "./roles.module.css";

export function Roles() {
    const { t } = useText();
    const users = useUsers().data ?? [];
    const may = useMayManage();
    const { query, roles, rights, name } = useRoles();
    const count = (role: string) =>
        users.filter((one) => one.active && one.roles.includes(role)).length;
    if (!query.data) return <Loading title={t("roles.title")} of={[query]} />;
    return (
        <Page
            title={t("roles.title")}
            intro={t("roles.intro")}
            actions={
                may && (
                    <Link to="roles/new" className={`button primary ${list.add}`}>
                        <Plus size={16} aria-hidden="true" />
                        {t("roles.add")}
                    </Link>
                )
            }
        >
            <Table label={t("roles.title")} table={styles.table}>
                <thead>
                    <tr>
                        <th scope="col">{t("roles.right")}</th>
                        {roles.map(({ key }) => (
                            <th key={key} scope="col">
                                <Link to={`roles/${key}`} className={list.link}>
                                    {name(key)}
                                </Link>
                                <span className={styles.count}>
                                    {t("roles.people", { count: count(key) })}
                                </span>
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rights.map(({ right }) => (
                        <tr key={right}>
                            <th scope="row">{t(`right.${right}`)}</th>
                            {roles.map((role) => (
                                <td key={role.key}>
                                    {role.rights.includes(right) ? (
                                        <Check size={18} aria-label={t("roles.yes")} />
                                    ) : (
                                        <Minus
                                            size={18}
                                            className={styles.no}
                                            aria-label={t("roles.no")}
                                        />
                                    )}
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </Table>
        </Page>
    );
}
