// The simulator's answer, step by step: comes in or not, the queue, the rules, what is needed, and who
// would get it.
import type { Simulated, SimulatedRule } from "@parley/sdk";
import { chosenOf, ExplainedTable, explainedSentence } from "@parley/ui/console/explained.tsx";
import { Link } from "@parley/ui/console/link.tsx";
import { CircleCheck, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { useRecords } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { Section } from "./detail_page.tsx";
import { useRuleWords } from "./rule_words.ts";
import styles from "./simulator.module.css";

/** Known refusals; others are shown as they are. */
const refusals: Readonly<Record<string, TextId>> = {
    queue_closed: "simulator.queue_closed",
    no_agent: "simulator.no_agent",
};

export function Answer({ answer }: { answer: Simulated }) {
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const { explained, refusal } = answer;
    const reader = { now: true };
    const chosen = chosenOf(explained);
    const why = refusals[refusal ?? ""];
    const overflow = queues.find((one) => one.id === answer.overflow_queue);
    const Mark = answer.open ? CircleCheck : CircleX;
    return (
        <>
            <div className={styles.verdict} data-open={answer.open || undefined} role="status">
                <Mark size={20} aria-hidden="true" />
                <p>
                    <strong>{t(answer.open ? "simulator.in" : "simulator.out")}</strong>{" "}
                    {!answer.open && (why ? t(why, { name: answer.queue_name }) : refusal)}{" "}
                    {answer.open && verdict()}
                </p>
            </div>
            <Section title={t("simulator.who")} hint={t("simulator.who_hint")}>
                {!answer.open && <p>{t("simulator.if_in", { sentence: verdict() })}</p>}
                {explained.candidates.length > 0 && (
                    <ExplainedTable
                        explained={explained}
                        reader={reader}
                        label={t("simulator.candidates")}
                    />
                )}
            </Section>
            <Section title={t("simulator.steps")} hint={t("simulator.steps_hint")}>
                <dl className={styles.facts}>
                    <Fact name={t("codes.queue")}>
                        {answer.moved_by
                            ? t("simulator.moved", {
                                  name: answer.queue_name,
                                  rule: answer.moved_by,
                              })
                            : answer.queue_name}
                    </Fact>
                    <Fact name={t("queues.waiting")}>
                        {t("simulator.waiting", { count: answer.waiting })}
                    </Fact>
                    <Fact name={t("rule.priority")}>{answer.priority}</Fact>
                    <Fact name={t("skills.title")}>
                        {answer.skills
                            .map(({ label, needed }) =>
                                needed
                                    ? t("decides.skill", { label, level: needed })
                                    : t("simulator.no_longer", { label }),
                            )
                            .join(", ") || t("simulator.no_skills")}
                    </Fact>
                    {answer.agent && <Fact name={t("rule.agent")}>{answer.agent}</Fact>}
                    {overflow && answer.overflow_s !== undefined && (
                        <Fact name={t("simulator.overflow")}>
                            {t("simulator.overflow_after", {
                                name: overflow.name,
                                count: answer.overflow_s,
                            })}
                        </Fact>
                    )}
                </dl>
            </Section>
            <Section title={t("rules.title")} hint={t("simulator.rules_hint")}>
                {answer.rules.length ? (
                    <ol className={styles.rules}>
                        {answer.rules.map((one) => (
                            <RuleLine key={one.rule} one={one} />
                        ))}
                    </ol>
                ) : (
                    <p>{t("rules.none")}</p>
                )}
            </Section>
        </>
    );

    function verdict(): string {
        const sentence = explainedSentence(explained, reader, t);
        if (answer.routing === "pull") return t("simulator.taken");
        return chosen ? `${t("simulator.gets", { name: chosen.name })} ${sentence}` : sentence;
    }
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </div>
    );
}

/** Whether it holds, and the first condition that does not. */
function RuleLine({ one }: { one: SimulatedRule }) {
    const { t } = useText();
    const words = useRuleWords();
    const rule = useRecords("rule.list").data?.items.find((each) => each.id === one.rule);
    const failed = one.fails === undefined ? undefined : rule?.conditions[one.fails];
    const state = !one.enabled ? "off" : one.holds ? "holds" : "fails";
    return (
        <li data-state={state}>
            <Link to={`rules/${one.rule}`} className={styles.rule}>
                {one.name}
            </Link>
            <span className={styles.state}>{t(`simulator.${state}` as TextId)}</span>
            {failed && (
                <span className={styles.failed}>
                    {t("simulator.failed", { condition: words.condition(failed) })}
                </span>
            )}
        </li>
    );
}
