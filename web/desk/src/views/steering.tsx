// What managers decide about a chat of others: give it to an agent, put it back into its queue, end
// it; and that an agent is signed out. Each asks once more (C7, C13, C17; E49, X34).
import { type Agent, type AgentStatus, asProblem, type Chat } from "@parley/sdk";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import menu from "@parley/ui/console/menu.module.css";
import { isReady, wordsFor } from "@parley/ui/console/presence_words.ts";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { ChevronDown, CornerUpLeft, UserRoundPlus, X } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./transfer.module.css";

const note_max = 5_000;
const reason_max = 120;

/** Of a chat that is somebody else's or nobody's; nothing to who may not. */
export function SteerMenu({ chat }: { chat: Chat }) {
    const { desk } = useApp();
    const { t } = useText();
    const [asking, setAsking] = useState<"give" | "requeue" | "end">();
    const active = chat.state === "active";
    const waits = chat.state === "queued" || chat.state === "offered";
    const mine = chat.agent?.id === desk.user.id;
    if (!desk.may("chat_steer") || mine || !(active || waits)) return null;
    const close = () => setAsking(undefined);
    const name = chat.customer.name || t("customer.unnamed");
    const agent = chat.agent?.name ?? "";
    return (
        <>
            <DropdownMenu.Root modal={false}>
                <DropdownMenu.Trigger asChild>
                    <button type="button" className="button">
                        {t("steer.menu")}
                        <ChevronDown size={16} aria-hidden="true" />
                    </button>
                </DropdownMenu.Trigger>
                <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6}>
                    <DropdownMenu.Item className={menu.item} onSelect={() => setAsking("give")}>
                        <UserRoundPlus size={16} aria-hidden="true" />
                        <span>{t("steer.give")}</span>
                    </DropdownMenu.Item>
                    {active && (
                        <DropdownMenu.Item
                            className={menu.item}
                            onSelect={() => setAsking("requeue")}
                        >
                            <CornerUpLeft size={16} aria-hidden="true" />
                            <span>{t("steer.requeue")}</span>
                        </DropdownMenu.Item>
                    )}
                    {active && (
                        <DropdownMenu.Item className={menu.item} onSelect={() => setAsking("end")}>
                            <X size={16} aria-hidden="true" />
                            <span>{t("steer.end")}</span>
                        </DropdownMenu.Item>
                    )}
                </DropdownMenu.Content>
            </DropdownMenu.Root>
            {asking === "give" && <GiveDialog chat={chat} onClose={close} />}
            {asking === "requeue" && (
                <Sure
                    title={t("steer.requeue_title", { name })}
                    explained={t("steer.requeue_text", { agent, queue: chat.queue_name })}
                    field={{ label: t("transfer.note"), max: note_max }}
                    yes={t("steer.requeue_now")}
                    act={(note) =>
                        desk.client.call("chat.requeue", {
                            chat: chat.id,
                            ...(note && { note }),
                        })
                    }
                    onClose={close}
                />
            )}
            {asking === "end" && (
                <Sure
                    title={t("steer.end_title", { name })}
                    explained={t("steer.end_text", { agent })}
                    field={{ label: t("steer.reason"), max: reason_max }}
                    yes={t("steer.end_now")}
                    act={(reason) =>
                        desk.client.call("chat.end", {
                            chat: chat.id,
                            ...(reason && { reason }),
                        })
                    }
                    onClose={close}
                />
            )}
        </>
    );
}

export function SignOutDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
    const { desk } = useApp();
    const { t } = useText();
    const name = agent.display_name;
    return (
        <Sure
            title={t("steer.sign_out_title", { name })}
            explained={t("steer.sign_out_text", { name, count: agent.chats.length })}
            field={{ label: t("steer.reason"), max: reason_max }}
            yes={t("steer.sign_out_now")}
            act={(reason) =>
                desk.client.call("agent.sign_out", {
                    agent: agent.id,
                    ...(reason && { reason }),
                })
            }
            onClose={onClose}
        />
    );
}

/** Asks once more, with a word about why. */
function Sure(props: {
    title: string;
    explained: string;
    field: { label: string; max: number };
    yes: string;
    act: (said: string) => Promise<unknown>;
    onClose: () => void;
}) {
    const [said, setSaid] = useState("");
    return (
        <Asking {...props} act={() => props.act(said.trim())}>
            <p>{props.explained}</p>
            <Field {...props.field} value={said} onChange={setSaid} />
        </Asking>
    );
}

/** A dialog whose one act may be refused: then it stays, and says why. */
function Asking(props: {
    title: string;
    yes: string;
    act: (() => Promise<unknown>) | undefined;
    refusal?: (caught: unknown) => string | undefined;
    onClose: () => void;
    children: ReactNode;
}) {
    const { act, refusal, onClose } = props;
    const { announcer } = useApp();
    const { t } = useText();
    const [busy, setBusy] = useState(false);
    const [refused, setRefused] = useState<string>();
    async function go(): Promise<void> {
        if (!act || busy) return;
        setBusy(true);
        try {
            await act();
            onClose();
        } catch (caught) {
            const said = refusal?.(caught) ?? refusalText(asProblem(caught).problem, t);
            setRefused(said);
            announcer.alarm(said);
            setBusy(false);
        }
    }
    return (
        <Dialog title={props.title} size="medium" onClose={onClose}>
            <div className={`${dialog.body} ${styles.body}`}>
                {props.children}
                {refused && (
                    <p className={styles.refused} role="alert">
                        {refused}
                    </p>
                )}
            </div>
            <div className={dialog.actions}>
                <button type="button" className="button" data-focus-first onClick={onClose}>
                    {t("cancel")}
                </button>
                <button
                    type="button"
                    className="button primary"
                    disabled={!act || busy}
                    onClick={() => void go()}
                >
                    {props.yes}
                </button>
            </div>
        </Dialog>
    );
}

function Field(props: {
    label: string;
    max: number;
    value: string;
    onChange: (value: string) => void;
}) {
    const id = useId();
    return (
        <>
            <label className={styles.label} htmlFor={id}>
                {props.label}
            </label>
            <textarea
                id={id}
                className={`input ${styles.note}`}
                rows={2}
                maxLength={props.max}
                value={props.value}
                onChange={(event) => props.onChange(event.target.value)}
            />
        </>
    );
}

interface Found {
    agents: readonly Agent[];
    statuses: readonly AgentStatus[];
}

/** Who is at work within one's reach; those with room first. */
function useAgents(): { found: Found | undefined; problem: string | undefined } {
    const { client } = useApp().desk;
    const { t } = useText();
    const [found, setFound] = useState<Found>();
    const [problem, setProblem] = useState<string>();
    useEffect(() => {
        let left = false;
        async function ask(): Promise<void> {
            try {
                const { items: statuses } = await client.call("status.list", {});
                const agents: Agent[] = [];
                for (let after: string | undefined, more = true; more; ) {
                    const page = await client.call("agent.list", after ? { after } : {});
                    agents.push(...page.items);
                    after = page.next;
                    more = after !== undefined && !left;
                }
                if (left) return;
                const there = agents.filter(
                    (one) => one.connected && isReady(one.presence, statuses),
                );
                there.sort(
                    (a, b) =>
                        Number(hasRoom(b)) - Number(hasRoom(a)) ||
                        a.display_name.localeCompare(b.display_name),
                );
                setFound({ agents: there, statuses });
            } catch (caught) {
                if (!left) setProblem(refusalText(asProblem(caught).problem, t));
            }
        }
        void ask();
        return () => {
            left = true;
        };
    }, [client, t]);
    return { found, problem };
}

const hasRoom = ({ presence }: Agent) => presence.used < presence.capacity * 100;

function GiveDialog({ chat, onClose }: { chat: Chat; onClose: () => void }) {
    const { desk } = useApp();
    const { t } = useText();
    const { found, problem } = useAgents();
    const [chosen, setChosen] = useState<Agent>();
    const [note, setNote] = useState("");
    const group = useId();
    const others = found?.agents.filter((one) => one.id !== chat.agent?.id) ?? [];
    return (
        <Asking
            title={t("steer.give_title", { name: chat.customer.name || t("customer.unnamed") })}
            yes={t("steer.give_now")}
            act={
                chosen &&
                (() =>
                    desk.client.call("chat.assign", {
                        chat: chat.id,
                        agent: chosen.id,
                        ...(note.trim() && { note: note.trim() }),
                    }))
            }
            refusal={(caught) => {
                const full = ["at_capacity", "agent_gone"].includes(asProblem(caught).code);
                return full && chosen
                    ? t("transfer.not_free", { name: chosen.display_name })
                    : undefined;
            }}
            onClose={onClose}
        >
            {!found && !problem && <Skeleton rows={3} />}
            {problem && (
                <p className={styles.refused} role="alert">
                    {problem}
                </p>
            )}
            {found && others.length === 0 && (
                <p className={styles.none} role="status">
                    {t("transfer.nobody")}
                </p>
            )}
            {others.length > 0 && (
                <fieldset className={styles.list} aria-label={t("transfer.agents")}>
                    {others.map((agent) => {
                        const { word } = wordsFor(agent.presence, found!.statuses, t);
                        const { used, capacity } = agent.presence;
                        return (
                            <label key={agent.id} className={styles.option}>
                                <input
                                    type="radio"
                                    name={group}
                                    disabled={!hasRoom(agent)}
                                    checked={chosen?.id === agent.id}
                                    onChange={() => setChosen(agent)}
                                />
                                <span className={styles.line}>
                                    <span className={styles.name}>{agent.display_name}</span>
                                    <span className={styles.facts}>
                                        {word} ·{" "}
                                        {t("transfer.load", { load: used / 100, capacity })}
                                    </span>
                                </span>
                            </label>
                        );
                    })}
                </fieldset>
            )}
            <Field label={t("transfer.note")} max={note_max} value={note} onChange={setNote} />
        </Asking>
    );
}
