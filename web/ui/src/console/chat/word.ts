// Who has the word, where of those who take part only one may write to the customer at a time. Pure.
import type { Chat, Person } from "@parley/sdk";

type Talk = Pick<Chat, "agent" | "guests" | "speaker">;

/** Somebody else whom the customer hears instead of `me`; undefined where I may write. */
export function otherSpeaker({ speaker }: Talk, me: string): Person | undefined {
    return speaker && speaker.id !== me ? speaker : undefined;
}

/** Whether it matters who has the word: there is more than one who could. */
export function sharesWord({ speaker, guests }: Talk): boolean {
    return speaker !== undefined && (guests?.length ?? 0) > 0;
}

function partners({ agent, guests = [] }: Talk): Person[] {
    return [...(agent ? [agent] : []), ...guests.map((one) => one.agent)];
}

/** To whom I may give the word: who has it gives it to anybody, and the owner gives it on. */
export function receivers(talk: Talk, me: string): readonly Person[] {
    const { speaker, agent } = talk;
    if (!speaker || (speaker.id !== me && agent?.id !== me)) return [];
    return partners(talk).filter(({ id }) => id !== me && id !== speaker.id);
}

/**
 * Whether I may try to take it. Of guests the server lets managers who have joined, and everybody
 * while who has it is away; neither is known here.
 */
export function mayTryToTake(talk: Talk, me: string): boolean {
    return (
        otherSpeaker(talk, me) !== undefined &&
        sharesWord(talk) &&
        partners(talk).some(({ id }) => id === me)
    );
}
