// One person: names, roles, and as an agent the maximum of chats and the queues (V4 to V7).
import type { UserAccount } from "@parley/sdk";
import { useState } from "react";
import { useApp, useRecords, useUsers } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { CheckList, NumberField, SwitchField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { Loading } from "./page.tsx";
import { PasswordDialog } from "./password_dialog.tsx";
import { useForm } from "./use_form.ts";
import { roles as all_roles } from "./users.tsx";

type Role = UserAccount["roles"][number];

interface Fields {
    display_name: string;
    name: string;
    password: string;
    roles: Role[];
    capacity: number;
    queues: string[];
    active: boolean;
}

const labels: Record<keyof Fields, TextId> = {
    display_name: "user.display_name",
    name: "user.name",
    password: "signin.password",
    roles: "users.roles",
    capacity: "users.capacity",
    queues: "users.queues",
    active: "user.active",
};
const nobody: Fields = {
    display_name: "",
    name: "",
    password: "",
    roles: ["agent"],
    capacity: 1,
    queues: [],
    active: true,
};

export function UserPage({ id }: { id: string }) {
    const { t } = useText();
    const users = useUsers();
    if (id === "new") return <Form />;
    if (!users.data) {
        const title = t("users.title");
        return <Loading title={title} back={{ to: "users", label: title }} of={[users]} />;
    }
    const user = users.data.find((one) => one.id === id);
    return user ? <Form user={user} /> : <Nowhere />;
}

function Form({ user }: { user?: UserAccount }) {
    const { admin } = useApp();
    const { t } = useText();
    const [setting_password, setSettingPassword] = useState(false);
    const queues = useRecords("queue.list").data?.items ?? [];
    // What the way of working says, for who has no maximum of the own.
    const switches = useRecords("settings.get").data?.switches ?? [];
    const usual = Number(switches.find((one) => one.name === "cap")?.value ?? nobody.capacity);
    const saved: Fields = user
        ? {
              ...nobody,
              display_name: user.display_name,
              name: user.name,
              roles: user.roles,
              capacity: user.capacity ?? usual,
              queues: user.queues,
              active: user.active,
          }
        : { ...nobody, capacity: usual };
    const form = useForm(saved, ["/display_name", "/name", "/password", "/roles", "/capacity"]);
    const { value, changed } = form;
    const takes_chats = value.roles.includes("agent");

    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        display_name: String,
        name: String,
        password: () => "",
        roles: (roles) => roles.map((role) => t(`role.${role}`)).join(", "),
        capacity: String,
        queues: (ids) =>
            queues
                .filter((one) => ids.includes(one.id))
                .map((one) => one.name)
                .join(", "),
        active: (on) => t(on ? "users.active" : "users.inactive"),
    };
    const changes = changed.map((key) => ({
        label: t(labels[key]),
        before: show[key](saved[key] as never),
        after: show[key](value[key] as never),
    }));

    async function save(): Promise<string | undefined> {
        if (!user) return create();
        const part = Object.fromEntries(changed.map((key) => [key, value[key]]));
        if (!takes_chats) {
            delete part.capacity;
            delete part.queues;
        }
        await admin.client.call("user.update", { user: user.id, ...part });
        await admin.records.refetchQueries({ queryKey: ["users"] });
        return undefined;
    }
    async function create(): Promise<string> {
        const { display_name, name, password, roles, capacity, queues: chosen } = value;
        const made = await admin.client.call("user.create", {
            name,
            display_name,
            password,
            roles,
            ...(takes_chats && { queues: chosen }),
            ...(takes_chats && changed.includes("capacity") && { capacity }),
        });
        await admin.records.refetchQueries({ queryKey: ["users"] });
        return `users/${made.user.id}`;
    }
    return (
        <DetailPage
            title={user ? user.display_name : t("users.add")}
            back={{ to: "users", label: t("users.title") }}
            changes={changes}
            fresh={!user}
            form={form}
            onSave={() => void form.save(save)}
        >
            <Section title={t("user.person")} hint={t("user.person_hint")}>
                <TextField
                    label={t("user.display_name")}
                    hint={t("user.display_name_hint")}
                    error={form.error("/display_name")}
                    value={value.display_name}
                    onChange={(display_name) => form.set({ display_name })}
                />
                {user ? (
                    <div className="field">
                        <span>
                            {t("user.signs_in_as")} <strong>{user.name}</strong>
                        </span>
                        <div>
                            <button
                                type="button"
                                className="button"
                                onClick={() => setSettingPassword(true)}
                            >
                                {t("user.set_password")}
                            </button>
                        </div>
                    </div>
                ) : (
                    <>
                        <TextField
                            label={t("user.name")}
                            hint={t("user.name_hint")}
                            error={form.error("/name")}
                            value={value.name}
                            spellCheck={false}
                            onChange={(name) => form.set({ name })}
                        />
                        <TextField
                            label={t("signin.password")}
                            hint={t("user.password_hint")}
                            error={form.error("/password")}
                            type="password"
                            autoComplete="new-password"
                            value={value.password}
                            onChange={(password) => form.set({ password })}
                        />
                    </>
                )}
            </Section>
            <Section title={t("users.roles")} hint={t("user.roles_hint")}>
                <CheckList
                    label={t("users.roles")}
                    options={all_roles.map((role) => ({
                        value: role,
                        label: t(`role.${role}`),
                        hint: t(`role_hint.${role}`),
                    }))}
                    chosen={value.roles}
                    error={form.error("/roles")}
                    onChange={(roles) => form.set({ roles: roles as Role[] })}
                />
            </Section>
            {takes_chats && (
                <Section title={t("user.chats")} hint={t("user.chats_hint")}>
                    <NumberField
                        label={t("users.capacity")}
                        hint={t("user.capacity_hint")}
                        error={form.error("/capacity")}
                        min={1}
                        max={1000}
                        value={value.capacity}
                        onChange={(capacity) => form.set({ capacity })}
                    />
                    <CheckList
                        label={t("users.queues")}
                        options={queues.map((one) => ({ value: one.id, label: one.name }))}
                        chosen={value.queues}
                        onChange={(chosen) => form.set({ queues: chosen })}
                    />
                </Section>
            )}
            {user && (
                <Section title={t("users.access")} hint={t("user.access_hint")}>
                    <SwitchField
                        label={t("user.active")}
                        hint={t("user.active_hint")}
                        on={value.active}
                        onChange={(active) => form.set({ active })}
                    />
                </Section>
            )}
            {user && setting_password && (
                <PasswordDialog user={user} onClose={() => setSettingPassword(false)} />
            )}
        </DetailPage>
    );
}
