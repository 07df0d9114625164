// The rules for chats that come in, in the order in which they count: each in one sentence, on or
// off, moved by its buttons or by its handle.
import type { Rule } from "@parley/sdk";
import { Link } from "@parley/ui/console/link.tsx";
import { Failed } from "@parley/ui/console/page.tsx";
import { Switch } from "@parley/ui/console/switch.tsx";
import { GripVertical, Signpost } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useApp, useMayManage, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { focusOnceShown, standInOrder } from "./focus.ts";
import { type Column, ListPage } from "./list_page.tsx";
import { MoveButtons, type Way } from "./move_buttons.tsx";
import { useRuleWords } from "./rule_words.ts";
import styles from "./rules.module.css";
import { useSaving } from "./use_saving.ts";

export function Rules() {
    const { admin } = useApp();
    const { t } = useText();
    const rules = useRecords("rule.list");
    const words = useRuleWords();
    const may = useMayManage();
    const saving = useSaving();
    const [moved, setMoved] = useState("");
    const [dragged, setDragged] = useState<Rule>();
    const list = useRef<HTMLOListElement>(null);
    const all = rules.data?.items ?? [];

    async function move(rule: Rule, to: number, way?: Way): Promise<void> {
        if (saving.busy || to < 0 || to >= all.length || all[to] === rule) return;
        const next = all.filter((one) => one !== rule);
        next.splice(to, 0, rule);
        const worked = await saving.run(async () => {
            const answer = await admin.client.call("rule.order", {
                rules: next.map((one) => one.id),
            });
            admin.records.setQueryData(["rule.list"], answer);
        });
        if (!worked) return;
        setMoved(t("rules.moved", { name: rule.name, place: to + 1, all: all.length }));
        // What moves in the page loses the focus on its way.
        if (!way) return;
        const ids = next.map(({ id }) => id);
        focusOnceShown(
            () => standInOrder(list.current, "rule", ids),
            () =>
                list.current?.querySelector<HTMLElement>(
                    `[data-rule="${rule.id}"] [data-way=${way}]`,
                ),
        );
    }
    async function enable(rule: Rule, enabled: boolean): Promise<void> {
        const { id, ...rest } = rule;
        await saving.run(async () => {
            await admin.client.call("rule.save", { ...rest, rule: id, enabled });
            await admin.records.refetchQueries({ queryKey: ["rule.list"] });
        });
    }
    function drag(event: DragEvent, rule: Rule): void {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setDragImage(event.currentTarget.closest("li")!, 16, 16);
        setDragged(rule);
    }
    const columns: Column<Rule>[] = [
        { id: "name", label: t("rules.name"), text: (rule) => rule.name },
        { id: "rule", label: t("rules.rule"), text: words.rule },
        {
            id: "enabled",
            label: t("rules.on"),
            text: (rule) => t(rule.enabled ? "roles.yes" : "roles.no"),
        },
    ];
    return (
        <ListPage
            title={t("rules.title")}
            intro={t("rules.intro")}
            add={{ to: "rules/new", label: t("rules.add") }}
            rows={rules.data?.items}
            failed={rules.isError}
            onRetry={() => void rules.refetch()}
            columns={columns}
            id={(rule) => rule.id}
            place={(rule) => `rules/${rule.id}`}
            file="rules"
            empty={{ icon: Signpost, text: t("rules.none") }}
            ordered
            body={(rows) => (
                <ol className={styles.list} ref={list} aria-label={t("rules.title")}>
                    {rows.map((rule) => {
                        const place = all.indexOf(rule);
                        return (
                            <li
                                key={rule.id}
                                className={styles.rule}
                                data-rule={rule.id}
                                data-off={!rule.enabled || undefined}
                                onDragOver={(event) => dragged && event.preventDefault()}
                                onDrop={(event) => {
                                    event.preventDefault();
                                    if (dragged) void move(dragged, place);
                                }}
                            >
                                {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons do the same */}
                                <span
                                    className={styles.grip}
                                    draggable={may}
                                    title={t("rules.drag")}
                                    onDragStart={(event) => drag(event, rule)}
                                    onDragEnd={() => setDragged(undefined)}
                                >
                                    <GripVertical size={16} aria-hidden="true" />
                                </span>
                                <div className={styles.words}>
                                    <h2>
                                        <Link to={`rules/${rule.id}`}>{rule.name}</Link>
                                    </h2>
                                    <p>{words.rule(rule)}</p>
                                </div>
                                <div className={styles.does}>
                                    <MoveButtons
                                        name={rule.name}
                                        place={place}
                                        count={all.length}
                                        busy={saving.busy}
                                        onMove={(to, way) => void move(rule, to, way)}
                                    />
                                    <Switch
                                        label={t("rules.on_name", { name: rule.name })}
                                        on={rule.enabled}
                                        disabled={!may}
                                        onChange={(on) => !saving.busy && void enable(rule, on)}
                                    />
                                </div>
                            </li>
                        );
                    })}
                </ol>
            )}
        >
            {saving.problem && <Failed onRetry={() => saving.clear()} text={saving.problem} />}
            <div className="sr" role="status">
                {moved}
            </div>
        </ListPage>
    );
}
