// The smallest observable: what React's useSyncExternalStore reads and a class can subscribe to.

export type Listener = () => void;

export interface Store<T> {
    subscribe(listener: Listener): () => void;
    getSnapshot(): T;
}

/** A set of handlers; `add` answers the function that removes the handler again. */
export function handlers<A extends unknown[]>() {
    const all = new Set<(...args: A) => void>();
    return {
        add(handler: (...args: A) => void): () => void {
            all.add(handler);
            return () => {
                all.delete(handler);
            };
        },
        /** One failing handler must not keep the others from hearing the event. */
        emit(...args: A): void {
            for (const handler of [...all]) {
                try {
                    handler(...args);
                } catch (error) {
                    reportError(error);
                }
            }
        },
    };
}
