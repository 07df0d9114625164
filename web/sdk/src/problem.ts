// The one error type of the client: a refusal of the server, or a failure here.
import type { Problem } from "./generated.ts";

/**
 * Local codes (status 0): "disconnected" means the answer was lost with the socket, "timeout" that
 * none came.
 */
export class ProblemError extends Error {
    readonly problem: Problem;

    constructor(problem: Problem) {
        super(problem.detail || problem.title);
        this.problem = problem;
    }

    get code(): string {
        return this.problem.code;
    }
}

export function localProblem(
    code: "disconnected" | "timeout" | "unavailable" | "invalid" | "unreadable",
): ProblemError {
    return new ProblemError({ status: 0, code, title: code, detail: code });
}

/** Whatever was caught, as a ProblemError; anything foreign becomes "unavailable". */
export function asProblem(caught: unknown): ProblemError {
    return caught instanceof ProblemError ? caught : localProblem("unavailable");
}
