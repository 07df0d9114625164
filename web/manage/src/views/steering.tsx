// What managers decide about a chat: whose it is, that it waits again, that it is over.
import type { Chat } from "@parley/sdk";
import menu from "@parley/ui/console/menu.module.css";
import { ChevronDown, CornerUpLeft, type LucideIcon, Square, UserRoundPlus } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useApp, useMay } from "../context.tsx";
import { type TextId, useText } from "../i18n.ts";
import { type ActName, ChatAct } from "./chat_acts.tsx";

export const isActive = ({ state }: Chat): boolean => state === "active";
export const isOpen = ({ state }: Chat): boolean => state !== "closed" && state !== "unanswered";

interface Decision {
    act: ActName;
    label: TextId;
    icon: LucideIcon;
    when: (chat: Chat) => boolean;
}

export const steering: readonly Decision[] = [
    { act: "assign", label: "chat.assign", icon: UserRoundPlus, when: isOpen },
    { act: "requeue", label: "chat.requeue", icon: CornerUpLeft, when: isActive },
    { act: "end", label: "chat.end", icon: Square, when: isActive },
];

/** Beside the chat that is watched; nothing where nothing may be decided. */
export function SteerMenu({ chat }: { chat: Chat }) {
    const { t } = useText();
    const may = useMay();
    const [act, setAct] = useState<ActName>();
    const { user } = useApp();
    const theirs = may("chat_steer") && chat.agent?.id !== user.id;
    const shown = theirs ? steering.filter(({ when }) => when(chat)) : [];
    if (!shown.length) return null;
    return (
        <>
            <DropdownMenu.Root modal={false}>
                <DropdownMenu.Trigger asChild>
                    <button type="button" className="button">
                        {t("chat.decide")}
                        <ChevronDown size={16} aria-hidden="true" />
                    </button>
                </DropdownMenu.Trigger>
                <DropdownMenu.Content className={menu.menu} align="start" sideOffset={6}>
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
