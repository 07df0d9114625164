// The title of the page: "(3) Parley" for three chats with something unread. While the page is
// hidden it alternates
// with what is new, a limited number of times.

const name = "Parley";
const swap_ms = 1_500;
const swaps_max = 20;

export interface Title {
    /** Chats with something unread or offered. */
    count(count: number): void;
    /** Something new happened: say it in turn with the count while nobody looks. */
    alert(text: string): void;
    close(): void;
}

export function createTitle(): Title {
    let waiting = 0;
    let timer: ReturnType<typeof setInterval> | undefined;

    const plain = () => {
        document.title = waiting ? `(${waiting}) ${name}` : name;
    };
    function stop(): void {
        clearInterval(timer);
        timer = undefined;
        plain();
    }
    const looked = () => {
        if (!document.hidden) stop();
    };
    document.addEventListener("visibilitychange", looked);
    return {
        count(count) {
            waiting = count;
            if (!timer) plain();
        },
        alert(text) {
            if (!document.hidden) return;
            clearInterval(timer);
            let swaps = 0;
            timer = setInterval(() => {
                if (++swaps > swaps_max) return stop();
                if (swaps % 2) document.title = text;
                else plain();
            }, swap_ms);
        },
        close() {
            stop();
            waiting = 0;
            plain();
            document.removeEventListener("visibilitychange", looked);
        },
    };
}
