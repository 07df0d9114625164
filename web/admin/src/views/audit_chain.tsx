// Whether the audit log is as it was written: looked at when somebody asks, from its first row.
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useApp } from "../context.tsx";
import { useText } from "../i18n.ts";
import styles from "./audit.module.css";

type Verified = { rows: number; broken?: number } | "looking" | "failed";

export function AuditChain() {
    const { admin } = useApp();
    const { t } = useText();
    const [found, setFound] = useState<Verified>();

    /** A long log takes several calls. */
    async function verify(): Promise<void> {
        if (found === "looking") return; // not disabled: that would lose the focus
        setFound("looking");
        try {
            for (let after: number | undefined; ; ) {
                const part = await admin.client.call(
                    "audit.verify",
                    after === undefined ? {} : { after },
                );
                if (part.next === undefined) return setFound(part);
                after = part.next;
            }
        } catch {
            setFound("failed");
        }
    }
    return (
        <div className={styles.chain}>
            <button type="button" className="button" onClick={() => void verify()}>
                {t("audit.verify")}
            </button>
            <p role="status">{found !== undefined && <Verdict found={found} />}</p>
        </div>
    );
}

function Verdict({ found }: { found: Verified }) {
    const { t } = useText();
    if (found === "looking") return t("audit.verifying");
    if (found === "failed") return t("load_failed");
    return found.broken === undefined ? (
        <span className={styles.success}>
            <CircleCheck size={16} aria-hidden="true" />
            {t("audit.intact", { count: found.rows })}
        </span>
    ) : (
        <span className={styles.failure}>
            <TriangleAlert size={16} aria-hidden="true" />
            {t("audit.broken", { row: found.broken })}
        </span>
    );
}
