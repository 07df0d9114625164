// Saving: one call at a time, its refusal where it belongs, and what is shown asked for again.
import { asProblem } from "@parley/sdk";
import { useEffect, useState } from "react";
import { useApp } from "../context.tsx";
import { text } from "../i18n.ts";
import { problemText } from "./problem_text.ts";

export interface Saving {
    busy: boolean;
    /** The refusal of the last try, where no field of the page has it. */
    problem?: string;
    /** The refusal for the field with this JSON pointer or below it. */
    error(path: string): string | undefined;
    /** Gives whether it worked. */
    run(work: () => Promise<void>): Promise<boolean>;
    clear(): void;
}

/** `fields`: the parameters that the page shows errors at. */
export function useSaving(fields: readonly string[] = []): Saving {
    const { admin, toasts } = useApp();
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<{ path: string; text: string }>();
    // Once the field shows it, whatever else is drawn anew with it.
    useEffect(() => {
        if (failure) document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    }, [failure]);
    const own = (path: string) => fields.some((one) => path === one || path.startsWith(`${one}/`));
    return {
        busy,
        ...(failure && !own(failure.path) && { problem: failure.text }),
        error: (path) =>
            failure && (failure.path === path || failure.path.startsWith(`${path}/`))
                ? failure.text
                : undefined,
        async run(work) {
            setBusy(true);
            setFailure(undefined);
            try {
                await work();
                toasts.show({ kind: "info", text: text("save.done") });
                return true;
            } catch (caught) {
                const path = asProblem(caught).problem.path ?? "";
                setFailure({ path, text: problemText(caught) });
                return false;
            } finally {
                setBusy(false);
                void admin.records.invalidateQueries();
            }
        },
        clear: () => setFailure(undefined),
    };
}
