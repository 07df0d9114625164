// Operations over HTTP, for what happens before a socket exists (sign-in, visitor.start,
// visitor.status), and for what is too large for one (pieces of files).
import type { Operations, Problem } from "./generated.ts";
import { localProblem, ProblemError } from "./problem.ts";

export async function post<Op extends keyof Operations>(
    op: Op,
    params: Operations[Op]["params"],
    { headers, signal }: Pick<RequestInit, "headers" | "signal"> = {},
): Promise<Operations[Op]["result"]> {
    let response: Response;
    let body: unknown;
    try {
        response = await fetch(`/api/v1/${op}`, {
            method: "POST",
            headers: { "content-type": "application/json", ...headers },
            body: JSON.stringify(params),
            signal,
        });
        body = await response.json();
    } catch {
        throw localProblem("unavailable");
    }
    if (response.ok) return body as Operations[Op]["result"];
    const problem = body as Problem | undefined;
    throw problem?.code ? new ProblemError(problem) : localProblem("unavailable");
}
