// What a refusal says to a manager.
import { asProblem } from "@parley/sdk";
import { refusalText } from "@parley/ui/console/refusals.ts";
import { type TextId, text } from "../i18n.ts";

/** Where the shared words are an agent's own. */
const known: Readonly<Record<string, TextId>> = {
    at_capacity: "problem.at_capacity",
};

export function problemText(caught: unknown): string {
    const { problem } = asProblem(caught);
    const id = known[problem.code];
    return id ? text(id) : refusalText(problem, text);
}
