// Where a chat may go, or who may come, as it is at the moment: asked for again and again, and how each
// line of the list reads.
import {
    asProblem,
    type TargetAgent,
    type TargetItems,
    type TargetPurpose,
    type TargetQueue,
} from "@parley/sdk";
import { wordsFor } from "@parley/ui/console/presence_words.ts";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { useEffect, useId, useState } from "react";
import { useApp, useDeskState } from "../context.tsx";
import { text, useText } from "../i18n.ts";
import styles from "./transfer.module.css";

const refresh_ms = 3_000;

export type Target = { queue: TargetQueue } | { agent: TargetAgent };

export const idOf = (target: Target) => ("queue" in target ? target.queue.id : target.agent.id);
export const nameOf = (target: Target) =>
    "queue" in target ? target.queue.name : target.agent.name;
export const isFree = (target: Target) => "queue" in target || target.agent.available;

/** Asks again and again while the dialog is open: people come and go. */
export function useTargetsOf(chat: string, search: string, purpose: TargetPurpose) {
    const { desk } = useApp();
    const [found, setFound] = useState<TargetItems>();
    const [problem, setProblem] = useState<string>();
    useEffect(() => {
        let left = false;
        let timer: ReturnType<typeof setTimeout>;
        async function ask(): Promise<void> {
            try {
                const items = await desk.client.call("chat.targets", { chat, search, purpose });
                if (left) return;
                setFound(items);
                setProblem(undefined);
            } catch (caught) {
                if (left) return;
                setProblem(refusalText(asProblem(caught).problem, text));
            }
            timer = setTimeout(() => void ask(), refresh_ms);
        }
        void ask();
        return () => {
            left = true;
            clearTimeout(timer);
        };
    }, [desk, chat, search, purpose]);
    return { found, problem };
}

export function Group(props: {
    title: string;
    shown: number | undefined;
    children: React.ReactNode;
}) {
    const title = useId();
    if (!props.shown) return null;
    return (
        // biome-ignore lint/a11y/useSemanticElements: options belong to a list, not to a form
        <div role="group" aria-labelledby={title}>
            <h3 id={title} className={styles.group} role="presentation">
                {props.title}
            </h3>
            {props.children}
        </div>
    );
}

export function QueueLine({ queue }: { queue: TargetQueue }) {
    const { t } = useText();
    const { waiting, agents_working, agents_available, wait_least_s, wait_most_s } = queue;
    const minutes = (s: number) => Math.max(1, Math.round(s / 60));
    const facts = [
        agents_working === 0
            ? t("transfer.queue_empty")
            : t("transfer.queue_free", { count: agents_available }),
        t("transfer.queue_waiting", { count: waiting }),
        wait_most_s !== undefined &&
            t("transfer.queue_wait", {
                least: minutes(wait_least_s ?? 0),
                most: minutes(wait_most_s),
            }),
    ];
    return (
        <span className={styles.line}>
            <span className={styles.name}>{queue.name}</span>
            <span className={styles.facts}>{facts.filter(Boolean).join(" · ")}</span>
        </span>
    );
}

export function AgentLine({ agent }: { agent: TargetAgent }) {
    const { t } = useText();
    const { statuses } = useDeskState();
    const { status, label, load, capacity } = agent;
    const presence = {
        status,
        label,
        load,
        used: load * 100,
        capacity,
        since: "",
        stop_new: label === "stop_new",
    };
    const { word, look } = wordsFor(presence, statuses, t);
    const Icon = look.icon;
    return (
        <span className={styles.line}>
            <span className={styles.name}>
                <Icon size={16} aria-hidden="true" className={look.tone} />
                <bdi>{agent.name}</bdi>
            </span>
            <span className={styles.facts}>
                {word} · {t("transfer.load", { load, capacity })}
            </span>
        </span>
    );
}

export function intoView(element: HTMLElement | null): void {
    element?.scrollIntoView({ block: "nearest" });
}
