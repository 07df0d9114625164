// A short text beside a button that shows only an icon: on hover and on focus, Escape closes it.
import { Tooltip } from "radix-ui";
import type { ReactElement } from "react";
import styles from "./tip.module.css";

export function Tip(props: {
    text: string;
    keys?: string;
    side?: "top" | "bottom" | "right";
    children: ReactElement;
}) {
    const { text, keys, side = "bottom", children } = props;
    return (
        <Tooltip.Root delayDuration={400}>
            <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
            <Tooltip.Content className={styles.tip} side={side} sideOffset={6}>
                {text}
                {keys && <kbd>{keys}</kbd>}
            </Tooltip.Content>
        </Tooltip.Root>
    );
}

export const TipProvider = Tooltip.Provider;
