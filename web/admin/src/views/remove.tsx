// The last section of a page about one thing: its removal, before which its name is typed.
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp, useMayManage } from "../context.tsx";
import { Confirm } from "./confirm.tsx";
import { Section } from "./detail_page.tsx";
import { useSaving } from "./use_saving.ts";

export function Remove(props: {
    title: string;
    hint: string;
    text: string;
    name: string;
    /** The page to go to then. */
    list: string;
    onRemove: () => Promise<unknown>;
}) {
    const { title, hint, text, name, list, onRemove } = props;
    const { router } = useApp();
    const may = useMayManage();
    const saving = useSaving();
    const [asking, setAsking] = useState(false);
    async function remove(): Promise<void> {
        await saving.run(async () => {
            await onRemove();
            router.hold(false);
            router.go(list);
        });
    }
    if (!may) return null;
    return (
        <Section title={title} hint={hint}>
            <div>
                <button type="button" className="button danger" onClick={() => setAsking(true)}>
                    {title}
                </button>
                {asking &&
                    createPortal(
                        // A form of its own, which is not to submit the one around the button.
                        <div onSubmit={(event) => event.stopPropagation()}>
                            <Confirm
                                title={title}
                                text={text}
                                name={name}
                                action={title}
                                problem={saving.problem}
                                onConfirm={() => void remove()}
                                onClose={() => setAsking(false)}
                            />
                        </div>,
                        document.body,
                    )}
            </div>
        </Section>
    );
}
