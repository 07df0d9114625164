// Some of many to choose from, or all: a menu that stays open while one chooses.
import menu from "@parley/ui/console/menu.module.css";
import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type TextId, useText } from "../i18n.ts";
import styles from "./filters.module.css";

interface Option {
    id: string;
    name: string;
}

export function Choice(props: {
    label: TextId;
    all: TextId;
    options: readonly Option[];
    chosen: readonly string[];
    onChange: (chosen: string[]) => void;
}) {
    const { label, all, options, chosen, onChange } = props;
    const { t } = useText();
    const names = options.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
    const said = names.length === 0 ? t(all) : names.length <= 2 ? names.join(", ") : names.length;
    function toggle(id: string, on: boolean): void {
        onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
    }
    return (
        <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger asChild>
                <button
                    type="button"
                    className={`button ${styles.choice}`}
                    data-on={names.length > 0 || undefined}
                >
                    <span className={styles.label}>{t(label)}</span>
                    <span className={styles.said}>{said}</span>
                    <ChevronDown size={16} aria-hidden="true" />
                </button>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={menu.menu} align="start" sideOffset={6}>
                <DropdownMenu.Item
                    className={menu.item}
                    disabled={!chosen.length}
                    onSelect={() => onChange([])}
                >
                    <span>{t(all)}</span>
                </DropdownMenu.Item>
                <div className={menu.line} />
                {options.map(({ id, name }) => (
                    <DropdownMenu.CheckboxItem
                        key={id}
                        className={menu.item}
                        checked={chosen.includes(id)}
                        onCheckedChange={(on) => toggle(id, on)}
                        onSelect={(event) => event.preventDefault()}
                    >
                        <span>{name}</span>
                        <DropdownMenu.ItemIndicator>
                            <Check size={16} aria-hidden="true" />
                        </DropdownMenu.ItemIndicator>
                    </DropdownMenu.CheckboxItem>
                ))}
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}
