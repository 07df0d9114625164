// Operations over HTTP, for what happens before a socket exists (sign-in, visitor.start, visitor.status).
import type { Operations, Problem } from "./generated.ts";
import { localProblem, ProblemError } from "./problem.ts";

export async function post<Op extends keyof Operations>(
    op: Op,
    params: Operations[Op]["params"],
    options: { base?: string; token?: string; signal?: AbortSignal } = {},
): Promise<Operations[Op]["result"]> {
    const headers: Record<string, string> = { "content-type": "application/json" };
    if (options.token) headers.authorization = `Bearer ${options.token}`;
    let body: unknown;
    let ok = false;
    try {
        const response = await fetch(`${options.base ?? ""}/api/v1/${op}`, {
            method: "POST",
            headers,
            body: JSON.stringify(params),
            signal: options.signal,
        });
        ok = response.ok;
        body = await response.json();
    } catch {
        throw localProblem("unavailable");
    }
    if (!ok) {
        const problem = body as Problem;
        throw problem?.code ? new ProblemError(problem) : localProblem("unavailable");
    }
    return body as Operations[Op]["result"];
}
