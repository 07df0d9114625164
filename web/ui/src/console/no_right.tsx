// For who is signed in and may not come into this face: says so, and the ways on.
import { asProblem, post } from "@parley/sdk";
import { useState } from "react";
import type { Session } from "./gate.tsx";
import { useText } from "./i18n.ts";
import styles from "./no_right.module.css";
import { refusalText } from "./refusals.ts";

export function NoRight(props: { session: Session; title: string; text: string }) {
    const { session, title, text } = props;
    const { t } = useText();
    const [problem, setProblem] = useState<string>();
    async function signOut(): Promise<void> {
        try {
            await post("auth.logout", {});
        } catch (caught) {
            // Whose session has ended elsewhere is signed out, too.
            if (asProblem(caught).code !== "unauthenticated")
                return setProblem(refusalText(asProblem(caught).problem, t));
        }
        session.onOut();
    }
    return (
        <main className="full_page">
            <h1>{title}</h1>
            <p>{text}</p>
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
