// Signed in or not: asks who one is, shows the sign-in page, and keeps a desk while somebody is
// signed in.
import { asProblem, post, type User } from "@parley/sdk";
import type { Announcer } from "@parley/ui";
import { useCallback, useEffect, useState } from "react";
import { type TextId, useText } from "./i18n.ts";
import { createDesk, type Desk } from "./model/desk.ts";
import type { Settings } from "./model/settings.ts";
import type { Value } from "./model/value.ts";
import { SignIn } from "./views/sign_in.tsx";
import { SignedIn } from "./views/signed_in.tsx";

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

export function Root({ settings, announcer }: { settings: Value<Settings>; announcer: Announcer }) {
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
                    reason={phase.reason}
                    settings={settings}
                    onSignedIn={(user) => setPhase({ name: "in", user })}
                />
            );
        case "in":
            return (
                <Session
                    key={phase.user.id}
                    user={phase.user}
                    settings={settings}
                    announcer={announcer}
                    onOut={(reason) => setPhase({ name: "out", ...(reason && { reason }) })}
                />
            );
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

function Session(props: {
    user: User;
    settings: Value<Settings>;
    announcer: Announcer;
    onOut: (reason?: TextId) => void;
}) {
    const { user, settings, announcer, onOut } = props;
    const [desk, setDesk] = useState<Desk>();
    useEffect(() => {
        const made = createDesk(user, (code) =>
            onOut(code === undefined ? undefined : (end_reasons[code] ?? "signin.expired")),
        );
        setDesk(made);
        return () => made.close();
        // One desk for the life of a sign-in.
    }, [user]);
    return desk ? <SignedIn desk={desk} settings={settings} announcer={announcer} /> : null;
}
