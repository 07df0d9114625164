// A list of chats and the one that is open, side by side; where there is no room, one after the
// other.
import type { ReactNode } from "react";
import { useListBeside } from "../context.tsx";
import shell from "./shell.module.css";

/** `children`: the open chat, or what stands there while none is. */
export function ListAndChat(props: { pane: ReactNode; open: boolean; children: ReactNode }) {
    const { pane, open, children } = props;
    const beside = useListBeside();
    if (!beside && !open) return <main className={`${shell.main} ${shell.alone}`}>{pane}</main>;
    return (
        <>
            {beside && <div className={shell.list}>{pane}</div>}
            {children}
        </>
    );
}
