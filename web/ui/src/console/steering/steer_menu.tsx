// What managers decide about a chat of others: whose it is, that it waits again, that it is over
// (C7, C13, C17).
import type { Chat } from "@parley/sdk";
import { ChevronDown, CornerUpLeft, type LucideIcon, Square, UserRoundPlus } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { type Face, useFace } from "../chat/face.tsx";
import { type TextId, useText } from "../i18n.ts";
import menu from "../menu.module.css";
import { type ActName, ChatAct } from "./chat_acts.tsx";

export interface Decision {
    act: ActName;
    label: TextId;
    icon: LucideIcon;
    /** A chat that waits can only be given. */
    waiting?: boolean;
}

const decisions: readonly Decision[] = [
    { act: "give", label: "steer.give", icon: UserRoundPlus, waiting: true },
    { act: "requeue", label: "steer.requeue", icon: CornerUpLeft },
    { act: "end", label: "steer.end", icon: Square },
];

/** Of a chat that is somebody else's or nobody's; nothing for who may not. */
export function decisionsOn({ state, agent }: Chat, face: Face): readonly Decision[] {
    if (!face.may("chat_steer") || agent?.id === face.user.id) return [];
    if (state === "active") return decisions;
    const waits = state === "queued" || state === "offered";
    return waits ? decisions.filter(({ waiting }) => waiting) : [];
}

/** Nothing where there is nothing to decide. */
export function SteerMenu({ chat }: { chat: Chat }) {
    const { t } = useText();
    const [act, setAct] = useState<ActName>();
    const shown = decisionsOn(chat, useFace());
    if (!shown.length) return null;
    return (
        <>
            <DropdownMenu.Root modal={false}>
                <DropdownMenu.Trigger asChild>
                    <button type="button" className="button">
                        {t("steer.menu")}
                        <ChevronDown size={16} aria-hidden="true" />
                    </button>
                </DropdownMenu.Trigger>
                <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6}>
                    {shown.map(({ act: name, label, icon: Icon }) => (
                        <DropdownMenu.Item
                            key={name}
                            className={menu.item}
                            onSelect={() => setAct(name)}
                        >
                            <Icon size={16} aria-hidden="true" />
                            <span>{t(label)}</span>
                        </DropdownMenu.Item>
                    ))}
                </DropdownMenu.Content>
            </DropdownMenu.Root>
            {act && <ChatAct name={act} chat={chat} onClose={() => setAct(undefined)} />}
        </>
    );
}
