// Moves one of several up and down in their order.
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMayManage } from "../context.tsx";
import { useText } from "../i18n.ts";

export type Way = "up" | "down";

export function MoveButtons(props: {
    name: string;
    place: number;
    count: number;
    busy?: boolean;
    onMove: (to: number, way: Way) => void;
}) {
    const { name, place, count, busy, onMove } = props;
    const { t } = useText();
    if (!useMayManage()) return null;
    const button = (way: Way, Arrow: typeof ArrowUp) => {
        const to = way === "up" ? place - 1 : place + 1;
        const off = busy || to < 0 || to >= count;
        return (
            <button
                type="button"
                className="button quiet square"
                data-way={way}
                aria-label={t(way === "up" ? "status.up" : "status.down", { name })}
                aria-disabled={off}
                onClick={() => !off && onMove(to, way)}
            >
                <Arrow size={16} aria-hidden="true" />
            </button>
        );
    };
    return (
        <>
            {button("up", ArrowUp)}
            {button("down", ArrowDown)}
        </>
    );
}
