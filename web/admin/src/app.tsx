// The administration of whoever is signed in and may see it; a page that says so for everybody else.
import type { Right } from "@parley/sdk";
import { Gate, type Session } from "@parley/ui/console/gate.tsx";
import { NoRight } from "@parley/ui/console/no_right.tsx";
import { createRouter, RouterProvider } from "@parley/ui/console/router.ts";
import type { Settings } from "@parley/ui/console/settings.ts";
import { createToasts } from "@parley/ui/console/toasts.ts";
import type { Value } from "@parley/ui/console/value.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type App, AppProvider, MayManage, ReachProvider } from "./context.tsx";
import { useText } from "./i18n.ts";
import { createAdmin } from "./model/admin.ts";
import { Shell } from "./views/shell.tsx";

export function Root({ settings }: { settings: Value<Settings> }) {
    const { t } = useText();
    return (
        <Gate title={t("signin.title")} settings={settings}>
            {(session) =>
                ["settings_view", "canned_manage", "article_manage"].some((one) =>
                    (session.user.rights as readonly string[]).includes(one),
                ) ? (
                    <SignedIn key={session.user.id} session={session} settings={settings} />
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

function SignedIn({ session, settings }: { session: Session; settings: Value<Settings> }) {
    const { user } = session;
    const [app, setApp] = useState<App>();
    useEffect(() => {
        const admin = createAdmin(session);
        const router = createRouter("/admin");
        setApp({ admin, router, settings, toasts: createToasts() });
        return () => {
            router.close();
            admin.close();
        };
        // One connection for the life of a sign-in.
    }, [user.id]);
    if (!app) return null;
    const may = (right: Right) => user.rights.includes(right);
    const reach = {
        sees_all: may("settings_view"),
        defines_canned: may("canned_manage"),
        writes_articles: may("article_manage"),
    };
    return (
        <QueryClientProvider client={app.admin.records}>
            <AppProvider value={app}>
                <RouterProvider value={app.router}>
                    <ReachProvider value={reach}>
                        <MayManage value={may("settings_manage")}>
                            <Shell user={user} />
                        </MayManage>
                    </ReachProvider>
                </RouterProvider>
            </AppProvider>
        </QueryClientProvider>
    );
}
