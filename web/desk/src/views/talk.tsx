// What the person and one colleague have written to each other.
import { asProblem, type Colleague, type ColleagueMessage } from "@parley/sdk";
import { clock, dayName, exact } from "@parley/ui";
import { Avatar } from "@parley/ui/console/avatar.tsx";
import { useDraft } from "@parley/ui/console/chat/face.tsx";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { ChevronLeft, SendHorizontal, TriangleAlert } from "lucide-react";
import {
    type KeyboardEvent,
    useEffect,
    useLayoutEffect,
    useRef,
    useState,
    useSyncExternalStore,
} from "react";
import { useApp, useNow } from "../context.tsx";
import { text as textOf, useText } from "../i18n.ts";
import styles from "./talk.module.css";

const page_size = 50;
const text_max = 5_000;
/** Day names change at midnight, nothing else here does. */
const day_tick_ms = 60_000;

/** Whether they are signed in is told to nobody. */
const ask_ms = 15_000;

export function Talk({ colleague: id, back }: { colleague: string; back: boolean }) {
    const { router, desk } = useApp();
    const { line } = desk.talks;
    const { t } = useText();
    const talk = useTalk(id);
    const { colleague, messages, waiting } = talk;
    const end = useRef<HTMLDivElement>(null);
    const newest = waiting.at(-1)?.client_id ?? messages.at(-1)?.client_id;
    useLayoutEffect(() => {
        if (newest) end.current?.scrollIntoView({ block: "end" });
    }, [newest]);
    if (talk.gone) return <p className={styles.gone}>{t("colleague.gone")}</p>;
    const name = colleague?.person.name ?? "";
    return (
        <section className={styles.talk} aria-label={t("colleague.talk", { name })}>
            <header className={styles.head}>
                {back && (
                    <button
                        type="button"
                        className="button quiet square"
                        aria-label={t("colleague.back")}
                        onClick={() => router.go({ page: "colleagues" })}
                    >
                        <ChevronLeft size={20} aria-hidden="true" />
                    </button>
                )}
                {colleague && <Avatar name={name} size={30} />}
                <div>
                    <h2 className={styles.name}>{name}</h2>
                    {colleague && (
                        <p className={styles.state}>
                            {t(
                                colleague.signed_in
                                    ? "colleague.signed_in"
                                    : "colleague.signed_out",
                            )}
                        </p>
                    )}
                </div>
            </header>
            <div className={styles.scroller} data-region="thread" tabIndex={-1}>
                {talk.older && (
                    <button type="button" className="link" onClick={talk.loadOlder}>
                        {t("colleague.older")}
                    </button>
                )}
                <ol className={styles.lines}>
                    {messages.map((message, index) => (
                        <Line
                            key={message.client_id}
                            message={message}
                            before={messages[index - 1]}
                        />
                    ))}
                    {waiting.map((one) => (
                        <li key={one.client_id} className={`${styles.line} ${styles.own}`}>
                            <p className={styles.bubble}>
                                <bdi>{one.text}</bdi>
                            </p>
                            {one.problem ? (
                                <p className={styles.failed} role="alert">
                                    <TriangleAlert size={14} aria-hidden="true" />
                                    {refusalText(one.problem, textOf)}
                                    <button
                                        type="button"
                                        className="link"
                                        onClick={() => line.retry(one.client_id)}
                                    >
                                        {t("try_again")}
                                    </button>
                                    <button
                                        type="button"
                                        className="link"
                                        onClick={() => line.remove(one.client_id)}
                                    >
                                        {t("delete")}
                                    </button>
                                </p>
                            ) : (
                                <p className={styles.time}>{t("colleague.sending")}</p>
                            )}
                        </li>
                    ))}
                </ol>
                <div ref={end} />
            </div>
            {colleague &&
                (colleague.may_write ? (
                    <Field id={id} name={name} onSend={(said) => line.send(id, said)} />
                ) : (
                    <p className={styles.state_line}>{t("colleague.no_group")}</p>
                ))}
        </section>
    );
}

function Line(props: { message: ColleagueMessage; before: ColleagueMessage | undefined }) {
    const { message, before } = props;
    const { desk } = useApp();
    const { t, language } = useText();
    const own = message.from.id === desk.user.id;
    const now = useNow(day_tick_ms);
    const dayOf = ({ at }: ColleagueMessage) => dayName(at, now, language, t);
    const new_day = !before || dayOf(before) !== dayOf(message);
    return (
        <>
            {new_day && <li className={styles.day}>{dayOf(message)}</li>}
            <li className={own ? `${styles.line} ${styles.own}` : styles.line}>
                <span className="sr">{message.from.name}:</span>
                <p className={styles.bubble}>
                    <bdi>{message.text}</bdi>
                </p>
                <time
                    className={styles.time}
                    dateTime={message.at}
                    title={exact(message.at, language)}
                >
                    {clock(message.at, language)}
                </time>
            </li>
        </>
    );
}

function Field(props: { id: string; name: string; onSend: (text: string) => void }) {
    const { id, name, onSend } = props;
    const { t } = useText();
    const [said, setSaid] = useDraft(`talk ${id}`);
    const field = useRef<HTMLTextAreaElement>(null);
    useEffect(() => field.current?.focus(), []);

    function send(): void {
        if (!said.trim()) return;
        onSend(said.trim());
        setSaid("");
        field.current?.focus();
    }
    function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key !== "Enter" || event.altKey || event.shiftKey) return;
        event.preventDefault();
        send();
    }
    return (
        <form
            className={styles.form}
            data-region="composer"
            onSubmit={(event) => {
                event.preventDefault();
                send();
            }}
        >
            <textarea
                ref={field}
                className={styles.field}
                rows={2}
                maxLength={text_max}
                value={said}
                aria-label={t("colleague.label", { name })}
                placeholder={t("colleague.label", { name })}
                data-region-focus
                onChange={(event) => setSaid(event.target.value)}
                onKeyDown={onKeyDown}
            />
            <button type="submit" className="button primary" aria-disabled={!said.trim()}>
                {t("composer.send")}
                <SendHorizontal size={16} aria-hidden="true" />
            </button>
        </form>
    );
}

/** The talk as it is stored, and what is on its way. */
function useTalk(id: string) {
    const { desk } = useApp();
    const { client, talks, user } = desk;
    const [colleague, setColleague] = useState<Colleague>();
    const [messages, setMessages] = useState<readonly ColleagueMessage[]>([]);
    const waiting = useSyncExternalStore(talks.line.subscribe, () => talks.line.list(id));
    const [gone, setGone] = useState(false);

    function take(some: readonly ColleagueMessage[]): void {
        setMessages((known) => {
            const fresh = some.filter((one) => !known.some(({ place }) => place === one.place));
            return [...known, ...fresh].sort((a, b) => a.place - b.place);
        });
    }
    const [known] = useState(() => ({ take }));

    useEffect(() => {
        async function load(): Promise<void> {
            try {
                const page = await client.call("colleague.messages", { with: id });
                setColleague(page.colleague);
                known.take(page.items);
                talks.markRead(id);
            } catch (caught) {
                if (asProblem(caught).code === "not_found") setGone(true);
            }
        }
        const undo = [
            talks.onMessage((message) => {
                if (![message.from.id, message.to.id].includes(id)) return;
                known.take([message]);
                if (message.from.id !== user.id && !document.hidden) talks.markRead(id);
            }),
            // The line holds them as messages.
            talks.line.onConfirmed((said) => {
                const message = said as unknown as ColleagueMessage;
                if (message.to.id === id) known.take([message]);
            }),
            client.onState(({ state }) => {
                if (state === "open") void load();
            }),
        ];
        const seen = () => {
            if (!document.hidden) talks.markRead(id);
        };
        document.addEventListener("visibilitychange", seen);
        if (client.status.state === "open") void load();
        return () => {
            document.removeEventListener("visibilitychange", seen);
            for (const one of undo) one();
        };
    }, [client, talks, user, id, known]);

    const refused = waiting.filter((one) => one.problem?.code === "agent_gone").length;
    useEffect(() => {
        function ask(): void {
            if (document.hidden || client.status.state !== "open") return;
            client.call("colleague.messages", { with: id, limit: 1 }).then(
                (page) => setColleague(page.colleague),
                // Asked again soon.
                () => undefined,
            );
        }
        if (refused) ask();
        const asking = setInterval(ask, ask_ms);
        return () => clearInterval(asking);
    }, [client, id, refused]);

    async function loadOlder(): Promise<void> {
        const before = messages[0]?.place;
        if (before === undefined) return;
        try {
            known.take((await client.call("colleague.messages", { with: id, before })).items);
        } catch {
            // The button stays.
        }
    }

    return {
        colleague,
        messages,
        waiting,
        gone,
        older: (messages[0]?.place ?? 1) > 1 && messages.length >= page_size,
        loadOlder: () => void loadOlder(),
    };
}
