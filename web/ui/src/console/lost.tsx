// A bar that says that the connection is away.
import type { Client } from "@parley/sdk";
import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import styles from "./lost.module.css";

/** Shown once the connection has been away for long enough to matter. */
export function Lost({ client, text }: { client: Client; text: string }) {
    const [lost, setLost] = useState(false);
    useEffect(() => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const look = () => {
            clearTimeout(timer);
            if (client.status.state === "open") setLost(false);
            else timer = setTimeout(() => setLost(true), 2_000);
        };
        look();
        const undo = client.onState(look);
        return () => {
            clearTimeout(timer);
            undo();
        };
    }, [client]);
    return (
        <div role="status">
            {lost && (
                <p className={styles.lost}>
                    <WifiOff size={16} aria-hidden="true" />
                    {text}
                </p>
            )}
        </div>
    );
}
