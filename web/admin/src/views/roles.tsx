// What each role may do. The roles are Parley's own; who has which is set with the person.
import { Check, Minus } from "lucide-react";
import { useUsers } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import list from "./list_page.module.css";
import { Page } from "./page.tsx";
import styles from "./roles.module.css";
import { roles } from "./users.tsx";

/** As src/domain/roles.hpp has it. */
const rights: readonly { label: TextId; roles: readonly (typeof roles)[number][] }[] = [
    { label: "right.chat_handle", roles: ["agent"] },
    { label: "right.chat_view_all", roles: ["manager", "administrator"] },
    { label: "right.queue_view", roles: ["agent", "manager", "administrator"] },
    { label: "right.queue_enable", roles: ["manager", "administrator"] },
    { label: "right.agent_view", roles: ["manager", "administrator"] },
    { label: "right.agent_set_status", roles: ["manager", "administrator"] },
    { label: "right.settings_manage", roles: ["administrator"] },
];

export function Roles() {
    const { t } = useText();
    const users = useUsers().data ?? [];
    const count = (role: string) =>
        users.filter((one) => one.active && one.roles.some((each) => each === role)).length;
    return (
        <Page title={t("roles.title")} intro={t("roles.intro")}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller is reached by keys */}
            <section className={list.box} aria-label={t("roles.title")} tabIndex={0}>
                <table className={`${list.table} ${styles.table}`}>
                    <thead>
                        <tr>
                            <th scope="col">{t("roles.right")}</th>
                            {roles.map((role) => (
                                <th key={role} scope="col">
                                    {t(`role.${role}`)}
                                    <span className={styles.count}>
                                        {t("roles.people", { count: count(role) })}
                                    </span>
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {rights.map((right) => (
                            <tr key={right.label}>
                                <th scope="row">{t(right.label)}</th>
                                {roles.map((role) => (
                                    <td key={role}>
                                        {right.roles.includes(role) ? (
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
                </table>
            </section>
        </Page>
    );
}
