// The manager's room of whoever is signed in and may see queues; a page that says so for everybody
// else.

import type { Announcer } from "@parley/ui";
import { createConnection } from "@parley/ui/console/connection.ts";
import { Gate, type Session } from "@parley/ui/console/gate.tsx";
import { NoRight } from "@parley/ui/console/no_right.tsx";
import { createRouter, RouterProvider } from "@parley/ui/console/router.ts";
import type { Settings } from "@parley/ui/console/settings.ts";
import { createToasts } from "@parley/ui/console/toasts.ts";
import type { Value } from "@parley/ui/console/value.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type App, AppProvider } from "./context.tsx";
import { useText } from "./i18n.ts";
import { createClock } from "./model/clock.ts";
import { ConversationFace } from "./views/conversation_face.tsx";
import { Shell } from "./views/shell.tsx";

interface Shared {
    settings: Value<Settings>;
    announcer: Announcer;
}

export function Root({ settings, announcer }: Shared) {
    const { t } = useText();
    return (
        <Gate title={t("signin.title")} settings={settings}>
            {(session) =>
                session.user.rights.includes("queue_view") ? (
                    // Another room for who may do something else.
                    <SignedIn
                        key={`${session.user.id} ${session.user.rights.join()}`}
                        session={session}
                        settings={settings}
                        announcer={announcer}
                    />
                ) : (
                    <NoRight
                        session={session}
                        title={t("no_right.title")}
                        text={t("no_right.text", { name: session.user.display_name })}
                    />
                )
            }
        </Gate>
    );
}

function SignedIn({ session, settings, announcer }: Shared & { session: Session }) {
    const { user } = session;
    const [app, setApp] = useState<App>();
    useEffect(() => {
        const connection = createConnection(session);
        const router = createRouter("/manage");
        const clock = createClock(connection.client);
        setApp({
            ...connection,
            user,
            router,
            settings,
            announcer,
            clock,
            toasts: createToasts(),
        });
        return () => {
            clock.close();
            router.close();
            connection.close();
        };
        // One connection for the life of a sign-in.
    }, [user.id]);
    if (!app) return null;
    return (
        <QueryClientProvider client={app.records}>
            <AppProvider value={app}>
                <RouterProvider value={app.router}>
                    <ConversationFace>
                        <Shell />
                    </ConversationFace>
                </RouterProvider>
            </AppProvider>
        </QueryClientProvider>
    );
}
