// Declining an offer, as far as it is allowed: at once, with one of the reasons that an
// administrator has named, or with one in one's own words.
import type { Offer } from "@parley/sdk";
import menu from "@parley/ui/console/menu.module.css";
import { Tip } from "@parley/ui/console/tip.tsx";
import { ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type FormEvent, useId, useRef } from "react";
import { useApp, useDeskState, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { declineReasons } from "../model/desk_state.ts";
import { decline } from "./actions.ts";
import styles from "./offers.module.css";
import { alt_key } from "./shortcuts.ts";

export function Decline({ offer, top }: { offer: Offer; top: boolean }) {
    const app = useApp();
    const { t } = useText();
    const deciding = useStore(app.desk.deciding).has(offer.id);
    const reasons = declineReasons(useDeskState());
    const keys = top ? "Alt+Shift+D" : undefined;
    if (!offer.may_decline) {
        if (offer.decline_shown === "hidden") return null;
        return (
            <Tip text={t("offer.no_decline")}>
                <button
                    type="button"
                    className="button"
                    aria-disabled="true"
                    aria-description={t("offer.no_decline")}
                >
                    {t("offer.decline")}
                </button>
            </Tip>
        );
    }
    if (offer.reason_required) {
        return <Reasons offer={offer} reasons={reasons} disabled={deciding} keys={keys} wide />;
    }
    return (
        <div className={styles.split}>
            <button
                type="button"
                className="button"
                disabled={deciding}
                aria-keyshortcuts={keys}
                title={top ? `${alt_key}+Shift+D` : undefined}
                onClick={() => void decline(app, offer)}
            >
                {t("offer.decline")}
            </button>
            <Reasons offer={offer} reasons={reasons} disabled={deciding} keys={undefined} />
        </div>
    );
}

interface ReasonsProps {
    offer: Offer;
    reasons: readonly string[];
    disabled: boolean;
    keys: string | undefined;
    /** With the word on it, and not only the arrow. */
    wide?: boolean;
}

function Reasons(props: ReasonsProps) {
    const { offer, reasons, disabled, keys, wide } = props;
    const app = useApp();
    const { t } = useText();
    const open = useStore(app.declining) === offer.id;
    /** What had the focus before: a key may have opened the menu from the composer. */
    const from = useRef<Element | null>(null);
    const button = (
        <button
            type="button"
            className={`button ${wide ? styles.choose : ""}`}
            disabled={disabled}
            aria-keyshortcuts={keys}
            aria-label={wide ? undefined : t("offer.decline_reason")}
            title={wide ? undefined : t("offer.decline_reason")}
            // The form takes the card's place: there is nothing to expand.
            onClick={reasons.length ? undefined : () => app.declining.set(offer.id)}
        >
            {wide && t("offer.decline_why")}
            <ChevronDown size={16} aria-hidden="true" />
        </button>
    );
    if (!reasons.length) return button;
    return (
        <DropdownMenu.Root
            modal={false}
            open={open}
            onOpenChange={(next) => app.declining.set(next ? offer.id : undefined)}
        >
            <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
            <DropdownMenu.Content
                className={menu.menu}
                align="start"
                sideOffset={6}
                onFocusCapture={(event) => {
                    from.current ??= event.relatedTarget;
                }}
                onCloseAutoFocus={(event) => {
                    const to = from.current;
                    from.current = null;
                    if (!(to instanceof HTMLElement) || !to.isConnected) return;
                    event.preventDefault();
                    to.focus();
                }}
            >
                <DropdownMenu.Label className={menu.label}>
                    {t("offer.why_decline")}
                </DropdownMenu.Label>
                {reasons.map((reason) => (
                    <DropdownMenu.Item
                        key={reason}
                        className={menu.item}
                        onSelect={() => void decline(app, offer, reason)}
                    >
                        <span>{reason}</span>
                    </DropdownMenu.Item>
                ))}
            </DropdownMenu.Content>
        </DropdownMenu.Root>
    );
}

/** Where no reasons are named: in one's own words. */
export function DeclineForm({ offer }: { offer: Offer }) {
    const app = useApp();
    const { t } = useText();
    const field = useId();
    const { reason_required: required } = offer;
    function submit(event: FormEvent<HTMLFormElement>): void {
        event.preventDefault();
        const reason = String(new FormData(event.currentTarget).get("reason")).trim();
        if (required && !reason) return;
        void decline(app, offer, reason || undefined);
    }
    const label = t(required ? "offer.reason_required" : "offer.reason");
    return (
        <form
            className={styles.reason}
            onSubmit={submit}
            onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.preventDefault();
                app.declining.set(undefined);
            }}
        >
            <label className="sr" htmlFor={field}>
                {label}
            </label>
            <input
                // Opened by the person's own click or key: the focus follows it.
                // biome-ignore lint/a11y/noAutofocus: see above
                autoFocus
                className="input"
                id={field}
                name="reason"
                required={required}
                maxLength={200}
                autoComplete="off"
                placeholder={label}
            />
            <div className={styles.actions}>
                <button
                    type="button"
                    className="button"
                    onClick={() => app.declining.set(undefined)}
                >
                    {t("back")}
                </button>
                <button type="submit" className="button danger">
                    {t("offer.decline")}
                </button>
            </div>
        </form>
    );
}
