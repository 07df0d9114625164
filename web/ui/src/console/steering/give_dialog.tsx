// Gives a chat to an agent, at once: among those at work within one's reach, those with
// room first, and of them those of its queue.
import type { Agent, AgentStatus, Chat, Client } from "@parley/sdk";
import { Search, UsersRound } from "lucide-react";
import { useId, useState } from "react";
import { ActDialog, NoteField, said } from "../act_dialog.tsx";
import { useFace } from "../chat/face.tsx";
import styles from "../choosing.module.css";
import { useAnswer } from "../hooks.ts";
import { useText } from "../i18n.ts";
import { isReady, wordsFor } from "../presence_words.ts";
import { Skeleton } from "../skeleton.tsx";
import type { Acting } from "./chat_acts.tsx";

export function GiveDialog({ chat, name, onClose }: Acting) {
    const { client, toasts } = useFace();
    const { t } = useText();
    const { found, problem } = useAnswer(client, atWork);
    const [search, setSearch] = useState("");
    const [chosen, setChosen] = useState<Agent>();
    const [note, setNote] = useState("");
    const agents = found && fitting(found.agents, chat);
    const looked_for = search.trim().toLocaleLowerCase();
    const shown = agents?.filter(
        (one) => one === chosen || one.display_name.toLocaleLowerCase().includes(looked_for),
    );
    return (
        <ActDialog
            title={t("steer.give_title", { name })}
            text={t("steer.give_text")}
            size="medium"
            action={t("steer.give_now")}
            disabled={!chosen}
            onClose={onClose}
            act={async () => {
                const { id: agent, display_name } = chosen!;
                await client.call("chat.assign", { chat: chat.id, agent, ...said("note", note) });
                const text = t("steer.give_done", { name, agent: display_name });
                toasts.show({ kind: "info", text });
            }}
            refusal={(code) => {
                const full = code === "at_capacity" || code === "agent_gone";
                return full ? t("transfer.not_free", { name: chosen!.display_name }) : undefined;
            }}
        >
            <div className={styles.search}>
                <Search size={16} aria-hidden="true" />
                <input
                    className="input"
                    type="search"
                    data-focus-first
                    aria-label={t("agents.search")}
                    placeholder={t("agents.search")}
                    autoComplete="off"
                    spellCheck={false}
                    value={search}
                    onChange={(event) => setSearch(event.target.value)}
                />
            </div>
            {!found && !problem && <Skeleton rows={3} />}
            {problem && (
                <p className="error" role="alert">
                    {problem}
                </p>
            )}
            {shown?.length === 0 && (
                <p className={styles.none} role="status">
                    <UsersRound size={18} aria-hidden="true" />
                    {t(agents?.length ? "agents.none_found" : "transfer.nobody")}
                </p>
            )}
            {found && shown && shown.length > 0 && (
                <Agents
                    agents={shown}
                    statuses={found.statuses}
                    chosen={chosen}
                    onChoose={setChosen}
                />
            )}
            <NoteField label={t("transfer.note")} value={note} onChange={setNote} />
        </ActDialog>
    );
}

function Agents(props: {
    agents: readonly Agent[];
    statuses: readonly AgentStatus[];
    chosen: Agent | undefined;
    onChoose: (agent: Agent) => void;
}) {
    const { agents, statuses, chosen, onChoose } = props;
    const { t } = useText();
    const group = useId();
    return (
        <fieldset className={styles.list} aria-label={t("transfer.agents")}>
            {agents.map((agent) => {
                const { word, look } = wordsFor(agent.presence, statuses, t);
                const { used, capacity } = agent.presence;
                const Icon = look.icon;
                return (
                    <label key={agent.id} className={styles.option}>
                        <input
                            type="radio"
                            name={group}
                            disabled={!hasRoom(agent)}
                            checked={chosen === agent}
                            onChange={() => onChoose(agent)}
                        />
                        <span className={styles.line}>
                            <span className={styles.name}>
                                <Icon size={16} aria-hidden="true" className={look.tone} />
                                <bdi>{agent.display_name}</bdi>
                            </span>
                            <span className={styles.facts}>
                                {word} · {t("transfer.load", { load: used / 100, capacity })}
                            </span>
                        </span>
                    </label>
                );
            })}
        </fieldset>
    );
}

const hasRoom = ({ presence }: Agent) => presence.used < presence.capacity * 100;

/** Everybody who can be given a chat now, from all pages of the list. */
async function atWork(client: Client) {
    const { items: statuses } = await client.call("status.list", {});
    const all: Agent[] = [];
    for (let after: string | undefined, more = true; more; ) {
        const page = await client.call("agent.list", after ? { after } : {});
        all.push(...page.items);
        after = page.next;
        more = after !== undefined;
    }
    const agents = all.filter((one) => one.connected && isReady(one.presence, statuses));
    return { agents, statuses };
}

function fitting(agents: readonly Agent[], chat: Chat): Agent[] {
    const order = (one: Agent) => [
        hasRoom(one),
        one.presence.label !== "wrap_up",
        one.queues.includes(chat.queue),
    ];
    const rank = (one: Agent) => order(one).reduce((sum, is) => 2 * sum + Number(is), 0);
    return agents
        .filter((one) => one.id !== chat.agent?.id)
        .sort((a, b) => rank(b) - rank(a) || a.display_name.localeCompare(b.display_name));
}
