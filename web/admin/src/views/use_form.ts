// A page about one thing: what somebody has changed on it, and how that is saved or discarded.
import { useApp } from "../context.tsx";
import { type Draft, useDraft } from "../model/draft.ts";
import { type Saving, useSaving } from "./use_saving.ts";

export interface Form<T> extends Draft<T>, Pick<Saving, "busy" | "problem" | "error"> {
    /** Once `work` is done nothing is changed any more. Of something new it gives the page. */
    save(work: () => Promise<string | undefined>): Promise<void>;
}

/**
 * `fields`: the parameters that the page shows errors at; `proposed`: what is not saved from the
 * beginning.
 */
export function useForm<T extends object>(
    saved: T,
    fields: readonly string[],
    proposed?: Partial<T>,
): Form<T> {
    const { router } = useApp();
    const draft = useDraft(saved, proposed);
    const { run, clear, ...saving } = useSaving(fields);
    return {
        ...draft,
        ...saving,
        async save(work) {
            const worked = await run(async () => {
                const page = await work();
                if (page === undefined) return;
                router.hold(false);
                router.go(page);
            });
            if (worked) draft.discard();
        },
        discard() {
            draft.discard();
            clear();
        },
    };
}
