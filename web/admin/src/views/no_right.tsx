// For who is signed in and no administrator: says so, and the ways on.
import { asProblem, post } from "@parley/sdk";
import type { Session } from "@parley/ui/console/gate.tsx";
import { useState } from "react";
import { useText } from "../i18n.ts";
import styles from "./no_right.module.css";
import { problemText } from "./problem_text.ts";

export function NoRight({ session }: { session: Session }) {
    const { t } = useText();
    const [problem, setProblem] = useState<string>();
    async function signOut(): Promise<void> {
        try {
            await post("auth.logout", {});
        } catch (caught) {
            // Whose session has ended elsewhere is signed out, too.
            if (asProblem(caught).code !== "unauthenticated")
                return setProblem(problemText(caught));
        }
        session.onOut();
    }
    return (
        <main className="full_page">
            <h1>{t("no_right.title")}</h1>
            <p>{t("no_right.text", { name: session.user.display_name })}</p>
            {problem && <p role="alert">{problem}</p>}
            <div className={styles.ways}>
                <a className={`button primary ${styles.link}`} href="/desk">
                    {t("account.desk")}
                </a>
                <button type="button" className="button" onClick={() => void signOut()}>
                    {t("no_right.other")}
                </button>
            </div>
        </main>
    );
}
