// One row of the audit log with all that it says.
import type { AuditRow } from "@parley/sdk";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { exact } from "@parley/ui/time.ts";
import { useText } from "../i18n.ts";
import styles from "./audit.module.css";
import { useAuditWords } from "./audit_words.ts";
import { DialogBody, Diff } from "./detail_page.tsx";

export function AuditDetails({ row, onClose }: { row: AuditRow; onClose: () => void }) {
    const { t, language } = useText();
    const words = useAuditWords();
    const facts: [string, string | undefined][] = [
        [t("audit.time"), exact(row.at, language)],
        [t("audit.who"), words.who(row)],
        [t("audit.roles"), row.actor.roles.join(", ")],
        [t("audit.address"), row.address],
        [t("audit.target"), words.target(row)],
        [t("audit.outcome"), words.outcome(row)],
        [t("audit.request"), row.request_id],
        [t("audit.node"), row.node],
        [t("audit.row"), String(row.seq)],
        [t("audit.hash"), row.hash],
    ];
    const changes = row.changes.map((change) => ({
        label: change.field,
        before: change.from ?? "",
        after: change.to ?? "",
    }));
    return (
        <Dialog title={words.what(row)} size="medium" onClose={onClose}>
            <DialogBody label={words.what(row)}>
                <dl className={styles.facts}>
                    {facts.map(
                        ([name, value]) =>
                            value && (
                                <div key={name}>
                                    <dt>{name}</dt>
                                    <dd>{value}</dd>
                                </div>
                            ),
                    )}
                </dl>
                {changes.length > 0 && <Diff changes={changes} />}
            </DialogBody>
        </Dialog>
    );
}
