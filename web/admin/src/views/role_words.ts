// Roles with their names, and what follows from one right for others.
import type { Right, RightNeed } from "@parley/sdk";
import { roleWord } from "@parley/ui/console/role_words.ts";
import { useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";

export function useRoles() {
    const { t } = useText();
    const query = useRecords("role.list");
    const roles = query.data?.items ?? [];
    return {
        query,
        roles,
        rights: query.data?.rights ?? [],
        name: (key: string) => roleWord(key, roles.find((one) => one.key === key)?.label, t),
        /** What these roles together allow. */
        allow: (keys: readonly string[]) =>
            new Set(roles.filter((one) => keys.includes(one.key)).flatMap((one) => one.rights)),
    };
}

/** The same set without what is of no use in it, or with what the new one needs. */
export function closed(
    before: readonly Right[],
    wanted: readonly Right[],
    rights: readonly RightNeed[],
): Right[] {
    const set = new Set(wanted);
    const gone = before.some((one) => !set.has(one));
    let again = true;
    while (again) {
        again = false;
        for (const { right, needs } of rights) {
            if (!needs || !set.has(right) || set.has(needs)) continue;
            if (gone) set.delete(right);
            else set.add(needs);
            again = true;
        }
    }
    return rights.map((one) => one.right).filter((one) => set.has(one));
}

/** Who watches or steers, and could not change it, may be limited to queues: as the server has it. */
export function mayBeLimited(allowed: ReadonlySet<Right>): boolean {
    const watches = (["chat_view_all", "agent_view", "queue_enable"] as const).some((one) =>
        allowed.has(one),
    );
    return watches && !allowed.has("settings_manage");
}
