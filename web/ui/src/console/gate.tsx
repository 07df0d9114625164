// Signed in or not: asks who one is, shows the sign-in page, and what comes behind it while somebody
// is signed in.
import { asProblem, post, type User } from "@parley/sdk";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { startDropGuard } from "./drop_guard.ts";
import { startFocusGuard } from "./focus_guard.ts";
import { type TextId, useText } from "./i18n.ts";
import type { Settings } from "./settings.ts";
import { SignIn } from "./sign_in.tsx";
import type { Value } from "./value.ts";

type Phase =
    | { name: "asking" }
    | { name: "unreachable" }
    | { name: "out"; reason?: TextId }
    | { name: "in"; user: User };

/** Asking again after the server could not be reached. */
const ask_again_ms = 3_000;

/** Why the server ended the session for good, by close code (protocol: from 4500 on). */
const end_reasons: Record<number, TextId> = {
    4500: "signin.expired",
    4501: "signin.outdated",
    4503: "signin.signed_out",
    4505: "signin.origin",
};

export interface Session {
    user: User;
    /** The session is over; with the close code where the server ended it. */
    onOut: (code?: number) => void;
    /** Who is signed in goes by another name, or may do something else. */
    onChanged: (user: User) => void;
}

export function Gate(props: {
    /** Says what one signs in to. */
    title: string;
    settings: Value<Settings>;
    children: (session: Session) => ReactNode;
}) {
    const { title, settings, children } = props;
    const [phase, setPhase] = useState<Phase>({ name: "asking" });

    const ask = useCallback(async () => {
        try {
            const { user } = await post("auth.me", {});
            setPhase({ name: "in", user });
        } catch (caught) {
            const { status } = asProblem(caught).problem;
            setPhase(status === 401 || status === 403 ? { name: "out" } : { name: "unreachable" });
        }
    }, []);
    useEffect(() => void ask(), [ask]);
    useEffect(startFocusGuard, []);
    useEffect(startDropGuard, []);
    useEffect(() => {
        if (phase.name !== "unreachable") return;
        const timer = setTimeout(ask, ask_again_ms);
        return () => clearTimeout(timer);
    }, [phase, ask]);

    switch (phase.name) {
        case "asking":
            return null;
        case "unreachable":
            return <Unreachable />;
        case "out":
            return (
                <SignIn
                    title={title}
                    reason={phase.reason}
                    settings={settings}
                    onSignedIn={(user) => setPhase({ name: "in", user })}
                />
            );
        case "in":
            return children({
                user: phase.user,
                onOut: (code) => {
                    const reason = code && (end_reasons[code] ?? "signin.expired");
                    setPhase({ name: "out", ...(reason && { reason }) });
                },
                onChanged: (user) => setPhase({ name: "in", user }),
            });
    }
}

function Unreachable() {
    const { t } = useText();
    return (
        <main className="full_page">
            <h1>{t("unreachable.title")}</h1>
            <p role="status">{t("unreachable.text")}</p>
        </main>
    );
}
