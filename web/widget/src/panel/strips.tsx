// What is said of the connection, above the messages.
import { Icon } from "@parley/ui";
import type { Connection } from "./connection.ts";
import type { T } from "./words.ts";

export function Banner(props: { connection: Connection; t: T; onRetry: () => void }) {
    const { connection, t, onRetry } = props;
    if (!connection) return null;
    const long = connection === "lost_long";
    return (
        <div className={`strip banner ${connection}`}>
            <Icon name={connection === "back" ? "check" : "wifi_off"} />
            <span>{t(long ? "lost" : connection)}</span>
            {long && (
                <button type="button" className="link" onClick={onRetry}>
                    {t("retry")}
                </button>
            )}
        </div>
    );
}
