// As the server keeps a screen that is shown, for the customer's side; and a browser whose dialog and
// screen the test scripts.
import type { Page } from "playwright-core";
import type { Sharing, SharingOutcome } from "../../../web/sdk/src/index.ts";
import { maya } from "./fake_server.ts";
import type { Stage } from "./stage.ts";

export class SharingServer {
    private count = 0;

    constructor(private stage: Stage) {
        const { answers } = stage.server;
        answers.set("sharing.servers", () => ({ servers: [] }));
        answers.set("sharing.start", () => {
            const sharing = this.become("running");
            const person = { kind: "customer", ...this.chat.customer } as const;
            stage.server.system({ type: "sharing_started", person }, "Dana shares the screen");
            return { sharing };
        });
        answers.set("sharing.end", ({ failed }) => {
            const { state } = this.chat.sharing!;
            const outcome = state === "asked" ? "declined" : failed ? "failed" : "done";
            return { sharing: this.over(outcome) };
        });
    }

    private get chat() {
        return this.stage.server.chat!;
    }

    private tell(sharing: Sharing): Sharing {
        this.stage.server.event("sharing.changed", { chat: this.chat.id, sharing });
        return sharing;
    }

    private become(state: Sharing["state"], more: Partial<Sharing> = {}): Sharing {
        this.chat.sharing ??= { id: `shr_${++this.count}`, agent: maya, state, since: "" };
        Object.assign(this.chat.sharing, { state, since: new Date().toISOString() });
        return this.tell({ ...this.chat.sharing, ...more });
    }

    ask(): Sharing {
        return this.become("asked");
    }

    over(outcome: SharingOutcome): Sharing {
        const ran = this.chat.sharing!.state === "running";
        const sharing = this.become("over", { outcome });
        delete this.chat.sharing;
        if (ran) this.stage.server.system({ type: "sharing_ended" }, "No more");
        return sharing;
    }
}

/** What the browser's dialog will say: that of `window.dialog`, at first a screen. */
export async function scriptScreen(page: Page): Promise<void> {
    await page.context().addInitScript(() => {
        const scripted = window as unknown as {
            dialog?: string;
            track?: MediaStreamTrack;
            asked_for?: unknown;
        };
        navigator.mediaDevices.getDisplayMedia = async (wanted) => {
            scripted.asked_for = wanted;
            if (scripted.dialog) throw new DOMException("no", scripted.dialog);
            const canvas = document.createElement("canvas");
            canvas.getContext("2d")!.fillRect(0, 0, 9, 9);
            const stream = canvas.captureStream(1);
            scripted.track = stream.getVideoTracks()[0]!;
            return stream;
        };
    });
}
