// The desk of whoever is signed in; without a sign-in, the page for that.
import type { Announcer } from "@parley/ui";
import { Gate, type Session } from "@parley/ui/console/gate.tsx";
import type { Settings } from "@parley/ui/console/settings.ts";
import type { Value } from "@parley/ui/console/value.ts";
import { useEffect, useState } from "react";
import { useText } from "./i18n.ts";
import { createDesk, type Desk } from "./model/desk.ts";
import { SignedIn } from "./views/signed_in.tsx";

interface Shared {
    settings: Value<Settings>;
    announcer: Announcer;
}

export function Root({ settings, announcer }: Shared) {
    const { t } = useText();
    return (
        <Gate title={t("signin.title")} settings={settings}>
            {(session) => (
                // Another desk for who may do something else.
                <OpenDesk
                    key={`${session.user.id} ${session.user.rights.join()}`}
                    session={session}
                    settings={settings}
                    announcer={announcer}
                />
            )}
        </Gate>
    );
}

function OpenDesk({ session, settings, announcer }: Shared & { session: Session }) {
    const { user, onOut, onChanged } = session;
    const [desk, setDesk] = useState<Desk>();
    useEffect(() => {
        const made = createDesk(user, onOut);
        made.client.on("user.changed", (changed) => onChanged(changed.user));
        setDesk(made);
        return () => made.close();
    }, [user]);
    return desk ? <SignedIn desk={desk} settings={settings} announcer={announcer} /> : null;
}
