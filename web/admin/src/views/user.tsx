// One person: names, roles, as an agent the maximum of chats, the queues and the team (V4 to V7),
// and of who watches the queues that are theirs (A14).
import type { UserAccount } from "@parley/sdk";
import { Loading } from "@parley/ui/console/page.tsx";
import { useState } from "react";
import { useApp, useRecords, useUsers } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { DetailPage, Section } from "./detail_page.tsx";
import { CheckList, NumberField, SelectField, SwitchField, TextField } from "./fields.tsx";
import { Nowhere } from "./open_page.tsx";
import { PasswordDialog } from "./password_dialog.tsx";
import { mayBeLimited, useRoles } from "./role_words.ts";
import { useForm } from "./use_form.ts";

type BuiltIn = "agent" | "manager" | "administrator" | "auditor";

interface Fields {
    display_name: string;
    name: string;
    password: string;
    roles: string[];
    capacity: number;
    queues: string[];
    reach: string[];
    team: string; // empty: none
    active: boolean;
}

const labels: Record<keyof Fields, TextId> = {
    display_name: "user.display_name",
    name: "user.name",
    password: "signin.password",
    roles: "users.roles",
    capacity: "users.capacity",
    queues: "users.queues",
    reach: "user.reach",
    team: "users.team",
    active: "user.active",
};
const nobody: Fields = {
    display_name: "",
    name: "",
    password: "",
    roles: ["agent"],
    capacity: 1,
    queues: [],
    reach: [],
    team: "",
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
    const teams = useRecords("team.list").data?.items ?? [];
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
              reach: user.reach,
              team: user.team ?? "",
              active: user.active,
          }
        : { ...nobody, capacity: usual };
    const form = useForm(saved, [
        "/display_name",
        "/name",
        "/password",
        "/roles",
        "/capacity",
        "/reach",
        "/team",
    ]);
    const { value, changed } = form;
    const { roles: all_roles, name: roleName, allow } = useRoles();
    const allowed = allow(value.roles);
    const takes_chats = allowed.has("chat_handle");
    const limitable = mayBeLimited(allowed);

    const queueNames = (ids: readonly string[]) =>
        queues
            .filter((one) => ids.includes(one.id))
            .map((one) => one.name)
            .join(", ");
    const show: { [Key in keyof Fields]: (field: Fields[Key]) => string } = {
        display_name: String,
        name: String,
        password: () => "",
        roles: (roles) => roles.map(roleName).join(", "),
        capacity: String,
        queues: queueNames,
        reach: (ids) => queueNames(ids) || t("user.reach_all"),
        team: (id) => teams.find((one) => one.id === id)?.name ?? t("user.no_team"),
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
            delete part.team;
        }
        if (!limitable) delete part.reach;
        await admin.client.call("user.update", { user: user.id, ...part });
        await admin.records.refetchQueries({ queryKey: ["users"] });
        return undefined;
    }
    async function create(): Promise<string> {
        const { display_name, name, password, roles, capacity, reach, team } = value;
        const chosen = value.queues;
        const made = await admin.client.call("user.create", {
            name,
            display_name,
            password,
            roles,
            ...(takes_chats && { queues: chosen, ...(team && { team }) }),
            ...(limitable && { reach }),
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
                    options={all_roles.map(({ key, label }) => ({
                        value: key,
                        label: roleName(key),
                        hint: t(label ? "role_hint.own" : `role_hint.${key as BuiltIn}`),
                    }))}
                    chosen={value.roles}
                    error={form.error("/roles")}
                    onChange={(roles) => form.set({ roles })}
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
                    {teams.length > 0 && (
                        <SelectField
                            label={t("users.team")}
                            hint={t("user.team_hint")}
                            error={form.error("/team")}
                            value={value.team}
                            options={[
                                { value: "", label: t("user.no_team") },
                                ...teams.map((one) => ({ value: one.id, label: one.name })),
                            ]}
                            onChange={(team) => form.set({ team })}
                        />
                    )}
                </Section>
            )}
            {limitable && (
                <Section title={t("user.reach")} hint={t("user.reach_hint")}>
                    <CheckList
                        label={t("user.reach_queues")}
                        hint={t("user.reach_queues_hint")}
                        error={form.error("/reach")}
                        options={queues.map((one) => ({ value: one.id, label: one.name }))}
                        chosen={value.reach}
                        onChange={(reach) => form.set({ reach })}
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
