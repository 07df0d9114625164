// Files in the composer: the button and what holds a message back; the rest (attaching.tsx) is loaded
// where files may be attached.
import type { Chat } from "@parley/sdk";
import { Paperclip } from "lucide-react";
import { lazy, type RefObject, Suspense, useCallback, useMemo, useRef } from "react";
import { useDraft, useFace } from "../chat/face.tsx";
import { useStore } from "../hooks.ts";
import { useText } from "../i18n.ts";
import { nothing_attached } from "./attached.ts";
import type { AttachingHandle } from "./attaching.tsx";
import { filesKey, filesOf } from "./kept.ts";

/** Without it one writes without files. */
const Nothing: typeof import("./attaching.tsx").Attaching = () => null;
const Attaching = lazy(async () => {
    const it = await import("./attaching.tsx").catch(() => undefined);
    return { default: it?.Attaching ?? Nothing };
});

export function useAttaching(
    chat: Chat,
    form: RefObject<HTMLFormElement | null>,
    /** Back to the text. */
    onDone: () => void,
) {
    const { announcer, attached, may } = useFace();
    const { t } = useText();
    const handle = useRef<AttachingHandle>(null);
    /** Asked for while it is still on its way. */
    const wanted = useRef(false);
    const take = useCallback((it: AttachingHandle | null) => {
        handle.current = it;
        if (it && wanted.current) it.open();
        wanted.current = false;
    }, []);
    function open(): void {
        if (handle.current) handle.current.open();
        else wanted.current = true;
    }
    const [kept] = useDraft(filesKey(chat.id));
    const files = useMemo(() => filesOf(kept), [kept]);
    const attachments = useStore(attached).get(chat.id);
    const { busy, stopped, armed } = useStore(attachments ?? nothing_attached);
    const allowed = chat.files !== undefined && may("chat_attach");
    const first = stopped && t("files.first", { name: stopped });
    return {
        /** Whether the server has some of them. */
        there: files.length > 0,
        any: files.length > 0 || busy || stopped !== undefined,
        busy,
        /** Why nothing is sent yet, until something is done about it. */
        first,
        refuse: () => first && announcer.say(first),
        arm: (go: () => void) => attachments?.arm(go),
        disarm: () => armed && attachments?.disarm(),
        /** Whether the key was for it. */
        onKey(event: React.KeyboardEvent): boolean {
            // On some keyboards AltGr is these two, and writes a letter.
            const chord = (event.ctrlKey || event.metaKey) && event.altKey && !event.shiftKey;
            if (!chord || event.code !== "KeyA" || event.getModifierState("AltGraph")) return false;
            open();
            return true;
        },
        /** Above the text. */
        part: (allowed || files.length > 0) && (
            <Suspense fallback={null}>
                <Attaching ref={take} chat={chat} form={form} onDone={onDone} />
            </Suspense>
        ),
        waits: armed && (
            <span role="status">
                {t("files.sends_when_there")}{" "}
                <button
                    type="button"
                    className="link"
                    onClick={() => {
                        attachments?.disarm();
                        onDone();
                    }}
                >
                    {t("files.take_back")}
                </button>
            </span>
        ),
        button: allowed && (
            <button
                type="button"
                className="button quiet square"
                data-attach
                aria-label={t("files.attach")}
                title={t("files.attach")}
                aria-keyshortcuts="Control+Alt+A Meta+Alt+A"
                onClick={open}
            >
                <Paperclip size={18} aria-hidden="true" />
            </button>
        ),
    };
}
