// Offers that are being accepted or declined just now.
import { asProblem, type Offer, type ProblemError, type Store } from "@parley/sdk";
import { createValue } from "@parley/ui/console/value.ts";

/** The offer is no longer ours, whatever the server calls the reason. */
export function isGone(problem: ProblemError): boolean {
    return ["offer_gone", "chat_ended", "not_found"].includes(problem.code);
}

/** `drop` hears of an offer that turns out to be gone. */
export function createDeciding(drop: (offer: Offer) => void) {
    const deciding = createValue<ReadonlySet<string>>(new Set());
    async function decide<T>(offer: Offer, work: () => Promise<T>): Promise<T> {
        deciding.set((all) => new Set(all).add(offer.id));
        try {
            return await work();
        } catch (caught) {
            const problem = asProblem(caught);
            if (isGone(problem)) drop(offer);
            throw problem;
        } finally {
            deciding.set((all) => new Set([...all].filter((id) => id !== offer.id)));
        }
    }
    return { deciding: deciding as Store<ReadonlySet<string>>, decide };
}
