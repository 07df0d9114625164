// What may be done about the thing of a row.
import menu from "@parley/ui/console/menu.module.css";
import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
    return (
        <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger asChild>
                <button type="button" className="button quiet square" aria-label={label}>
                    <Ellipsis size={18} aria-hidden="true" />
                </button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6}>
                {children}
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
