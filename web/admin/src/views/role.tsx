// One role: what it is called and what it allows. Those that are built in stay as they are, and can
// be copied.
import type { Right, Role } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Loading } from "@parley/ui/console/page.tsx";
import { useApp, useMayManage, useUsers } from "../context.tsx";
import { useText } from "../i18n.ts";
import { freeKey } from "../model/keys.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { CheckList, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Remove } from "./remove.tsx";
import { closed, useRoles } from "./role_words.ts";
import { useForm } from "./use_form.ts";

interface Fields {
    label: string;
    rights: Right[];
}

/** `id`: its key, or "new", then perhaps with the key of the role that is copied. */
export function RolePage({ id, of }: { id: string; of: string | undefined }) {
    const { t } = useText();
    const { query, roles } = useRoles();
    if (!query.data) {
        const title = t("roles.title");
        return <Loading title={title} back={{ to: "roles", label: title }} of={[query]} />;
    }
    const role = roles.find((one) => one.key === (id === "new" ? of : id));
    if (id === "new") return <Form copied={role} />;
    return role ? <Form role={role} /> : <Nowhere />;
}

function Form({ role, copied }: { role?: Role; copied?: Role | undefined }) {
    const { admin } = useApp();
    const { t } = useText();
    const may = useMayManage();
    const { roles, rights, name } = useRoles();
    const users = useUsers().data ?? [];
    const saved: Fields = {
        label: role ? name(role.key) : "",
        rights: (role ?? copied)?.rights ?? [],
    };
    const form = useForm(saved, ["/label", "/rights"]);
    const { value } = form;
    const before: Fields = role ? saved : { label: "", rights: [] };
    const count = users.filter((one) => role && one.roles.includes(role.key)).length;
    const yes = (on: boolean) => t(on ? "roles.yes" : "roles.no");
    const changes = [
        { label: t("role.label"), before: before.label, after: value.label },
        ...rights.map(({ right }) => ({
            label: t(`right.${right}`),
            before: yes(before.rights.includes(right)),
            after: yes(value.rights.includes(right)),
        })),
    ].filter((one) => one.before !== one.after);
    async function save(): Promise<string | undefined> {
        const key =
            role?.key ??
            freeKey(
                value.label,
                roles.map((one) => one.key),
            );
        await admin.client.call("role.save", { key, ...value });
        await admin.records.refetchQueries({ queryKey: ["role.list"] });
        return role ? undefined : `roles/${key}`;
    }
    return (
        <DetailPage
            title={role ? name(role.key) : t("roles.add")}
            {...(!role && copied && { intro: t("role.copy_of", { name: name(copied.key) }) })}
            back={{ to: "roles", label: t("roles.title") }}
            changes={role || form.changed.length ? changes : []}
            fresh={!role}
            {...(role?.built_in && { fixed: t("role.built_in") })}
            {...(role &&
                may && {
                    actions: (
                        <Link to={`roles/new/${role.key}`} className="button">
                            {t("role.copy")}
                        </Link>
                    ),
                })}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("role.role")} {...(role && { hint: t("role.people", { count }) })}>
                <TextField
                    label={t("role.label")}
                    hint={t("role.label_hint")}
                    error={form.error("/label")}
                    value={value.label}
                    onChange={(label) => form.set({ label })}
                />
            </Section>
            <Section title={t("role.rights")} hint={t("role.rights_hint")}>
                <CheckList
                    label={t("role.rights")}
                    options={rights.map(({ right, needs }) => ({
                        value: right,
                        label: t(`right.${right}`),
                        ...(needs && {
                            hint: t("role.needs", { right: t(`right.${needs}`) }),
                        }),
                    }))}
                    chosen={value.rights}
                    error={form.error("/rights")}
                    onChange={(wanted) =>
                        form.set({ rights: closed(value.rights, wanted as Right[], rights) })
                    }
                />
            </Section>
            {role && !role.built_in && (
                <Remove
                    title={t("role.remove")}
                    hint={t("role.remove_hint")}
                    text={t("role.remove_text")}
                    name={name(role.key)}
                    list="roles"
                    onRemove={() => admin.client.call("role.remove", { role: role.key })}
                />
            )}
        </DetailPage>
    );
}
