// Handing a chat on, or inviting a colleague into it: where it may go, as it is at the moment, what to
// say with it, and what becomes of a colleague who is asked (C13, C14, C15, W19 to W25, O26).
import { asProblem, type Chat, type TargetPurpose } from "@parley/sdk";
import { stopwatch } from "@parley/ui";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import {
    ArrowRightLeft,
    Check,
    Search,
    TriangleAlert,
    UserRoundPlus,
    UsersRound,
} from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useApp, useDeskState, useNow } from "../context.tsx";
import { useText } from "../i18n.ts";
import { cardOf, empty_card, refusedField } from "../model/hand_over_card.ts";
import { cancelAsking } from "./actions.ts";
import { CardFields, type Refused } from "./card_fields.tsx";
import styles from "./transfer.module.css";
import {
    AgentLine,
    Group,
    idOf,
    intoView,
    isFree,
    nameOf,
    QueueLine,
    type Target,
    useTargetsOf,
} from "./transfer_targets.tsx";

const note_max = 5_000;

/** The words for either purpose. */
const words = {
    transfer: {
        title: "transfer.title",
        search: "transfer.search",
        to: "transfer.to",
        not_here: "transfer.not_here",
        hint: "transfer.note_hint",
        asking: "transfer.asking",
        ask: "transfer.ask",
        send: "transfer.send",
        pending_title: "transfer.pending_title",
        pending: "transfer.pending",
        cancel: "transfer.cancel",
    },
    conference: {
        title: "conference.invite_to",
        search: "conference.search",
        to: "transfer.agents",
        not_here: "conference.not_here",
        hint: "conference.note_hint",
        asking: "conference.asking",
        ask: "conference.ask",
        send: "conference.send",
        pending_title: "conference.requested",
        pending: "conference.pending",
        cancel: "conference.cancel",
    },
} as const;

export function TransferDialog(props: {
    chat: string;
    purpose: TargetPurpose;
    onClose: () => void;
}) {
    const { chat: id, purpose, onClose } = props;
    const say = words[purpose];
    const app = useApp();
    const { t } = useText();
    const chat = useDeskState().chats.get(id)?.chat;
    const [search, setSearch] = useState("");
    const [chosen, setChosen] = useState<string>();
    const [note, setNote] = useState("");
    const [card, setCard] = useState(empty_card);
    const [card_refused, refuseCard] = useState<Refused>();
    const [sending, setSending] = useState(false);
    const [refused, setRefused] = useState<string>();
    /** Who was asked without an answer that came back: it may have happened all the same. */
    const [unsure, setUnsure] = useState<string>();
    const note_field = useRef<HTMLTextAreaElement>(null);
    const ids = { list: useId(), note: useId() };
    const { found, problem } = useTargetsOf(id, search, purpose);
    const targets: Target[] = [
        ...(found?.queues ?? []).map((queue) => ({ queue })),
        ...(found?.agents ?? []).map((agent) => ({ agent })),
    ];
    const free = targets.filter(isFree);
    const target =
        free.find((one) => idOf(one) === chosen) ?? (search.trim() ? free[0] : undefined);
    const name = chat?.customer.name || t("customer.unnamed");
    // It may end, or be given back, while one looks for somebody.
    const gone = chat?.state !== "active";
    const happened =
        unsure !== undefined &&
        [chat?.asked, ...(chat?.guests ?? [])].some((one) => one?.agent.id === unsure);
    useEffect(() => {
        if (gone || happened) onClose();
    }, [gone, happened, onClose]);

    function choose(one: Target): void {
        setChosen(idOf(one));
        setRefused(undefined);
    }
    async function send(): Promise<void> {
        if (!target || sending) return;
        // It would be sent as soon as one is back, when one may have thought better of it.
        if (app.desk.client.status.state !== "open") return refuse(t("transfer.offline"));
        setSending(true);
        try {
            // What comes of it is told by events.
            const said = { chat: id, ...(note.trim() && { note: note.trim() }), ...cardOf(card) };
            const { client } = app.desk;
            const to = idOf(target);
            if ("queue" in target) await client.call("chat.transfer", { ...said, queue: to });
            else if (purpose === "transfer") {
                await client.call("chat.transfer", { ...said, agent: to });
            } else await client.call("conference.invite", { ...said, agent: to });
            if ("agent" in target) app.announcer.say(t(say.asking, { name: nameOf(target) }));
            onClose();
        } catch (caught) {
            const { code, problem: why } = asProblem(caught);
            if (code === "disconnected" || code === "timeout") setUnsure(idOf(target));
            setSending(false);
            const field = refusedField(why);
            if (field) return refuseCard({ field, said: refusalText(why, t) });
            const full = code === "at_capacity" || code === "agent_gone";
            const said = full
                ? t("transfer.not_free", { name: nameOf(target) })
                : refusalText(why, t);
            refuse(said);
        }
    }
    function refuse(said: string): void {
        setRefused(said);
        app.announcer.alarm(said);
    }
    function onCommandEnter(event: KeyboardEvent): void {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void send();
    }
    function onKeyDown(event: KeyboardEvent): void {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            if (!free.length) return;
            const at = target ? free.indexOf(target) : -1;
            const step = event.key === "ArrowDown" ? 1 : -1;
            const to =
                at < 0 && step < 0 ? free.length - 1 : (at + step + free.length) % free.length;
            choose(free[to]!);
        } else if (event.key === "Enter") {
            event.preventDefault();
            if (!target) return;
            choose(target);
            note_field.current?.focus();
        }
    }
    const empty = target && "queue" in target && target.queue.agents_working === 0;
    const option = (one: Target) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
        <div
            key={idOf(one)}
            id={`${ids.list}-${idOf(one)}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === target}
            aria-disabled={!isFree(one)}
            className={styles.option}
            ref={one === target ? intoView : undefined}
            onClick={() => isFree(one) && choose(one)}
        >
            {"queue" in one ? <QueueLine queue={one.queue} /> : <AgentLine agent={one.agent} />}
            <span className={styles.check}>
                {one === target && <Check size={16} aria-hidden="true" />}
            </span>
        </div>
    );
    return (
        <Dialog title={t(say.title, { name })} size="medium" onClose={onClose}>
            <div className={`${dialog.body} ${styles.body}`}>
                <div className={styles.search}>
                    <Search size={16} aria-hidden="true" />
                    <input
                        data-focus-first
                        className="input"
                        role="combobox"
                        aria-label={t(say.search)}
                        aria-expanded={targets.length > 0}
                        aria-controls={ids.list}
                        aria-activedescendant={target && `${ids.list}-${idOf(target)}`}
                        aria-autocomplete="list"
                        autoComplete="off"
                        spellCheck={false}
                        placeholder={t(say.search)}
                        value={search}
                        onChange={(event) => {
                            setSearch(event.target.value);
                            setChosen(undefined);
                        }}
                        onKeyDown={onKeyDown}
                    />
                </div>
                {!found && !problem && <Skeleton rows={4} />}
                <div
                    id={ids.list}
                    role="listbox"
                    aria-label={t(say.to)}
                    tabIndex={-1}
                    className={styles.list}
                    hidden={!targets.length}
                >
                    <Group title={t("transfer.queues")} shown={found?.queues.length}>
                        {targets.filter((one) => "queue" in one).map(option)}
                    </Group>
                    <Group title={t("transfer.agents")} shown={found?.agents.length}>
                        {targets.filter((one) => "agent" in one).map(option)}
                    </Group>
                </div>
                {found && !targets.length && (
                    <p className={styles.none} role="status">
                        <UsersRound size={18} aria-hidden="true" />
                        {found.to_queues || found.to_agents
                            ? t("transfer.nobody")
                            : t(say.not_here)}
                    </p>
                )}
                {empty && found?.empty_queues === "warn" && (
                    <p className={styles.warning} role="status">
                        <TriangleAlert size={16} aria-hidden="true" />
                        {t("transfer.empty", { name: nameOf(target) })}
                    </p>
                )}
                <label className={styles.label} htmlFor={ids.note}>
                    {t("transfer.note")}
                </label>
                <textarea
                    ref={note_field}
                    id={ids.note}
                    className={`input ${styles.note}`}
                    rows={3}
                    maxLength={note_max}
                    value={note}
                    aria-describedby={`${ids.note}-hint`}
                    onChange={(event) => setNote(event.target.value)}
                    onKeyDown={onCommandEnter}
                />
                <p id={`${ids.note}-hint`} className={styles.hint}>
                    {t(say.hint)}
                </p>
                <CardFields
                    value={card}
                    refused={card_refused}
                    onChange={(next) => {
                        setCard(next);
                        refuseCard(undefined);
                    }}
                    onKeyDown={onCommandEnter}
                />
                {(refused ?? problem) && (
                    <p className={styles.refused} role="alert">
                        {refused ?? problem}
                    </p>
                )}
            </div>
            <div className={dialog.actions}>
                <button type="button" className="button" onClick={onClose}>
                    {t("cancel")}
                </button>
                <button
                    type="button"
                    className="button primary"
                    disabled={!target || sending}
                    onClick={() => void send()}
                >
                    {target && "agent" in target
                        ? t(say.ask, { name: nameOf(target) })
                        : t(say.send)}
                </button>
            </div>
        </Dialog>
    );
}

/** Above what one writes in, while a colleague thinks about it: the chat is still one's own. */
export function AskedStrip({ chat: { id } }: { chat: Chat }) {
    const app = useApp();
    const { t } = useText();
    const chat = useDeskState().chats.get(id)?.chat;
    const now = useNow();
    if (!chat?.asked || chat.asked.kind === "queue") return null;
    const { kind, agent, at } = chat.asked;
    const say = words[kind];
    const Icon = kind === "conference" ? UserRoundPlus : ArrowRightLeft;
    return (
        <section className={styles.strip} aria-label={t(say.pending_title)}>
            <Icon size={16} aria-hidden="true" />
            <p>
                {t(say.pending, { name: agent.name })}{" "}
                <span className="timer">{stopwatch(now - Date.parse(at))}</span>
            </p>
            <button type="button" className="button" onClick={() => void cancelAsking(app, chat)}>
                {t(say.cancel)}
            </button>
        </section>
    );
}
