// The signed-in desk: makes what all parts share, listens to news and keys, and lays out the page.
import type { Announcer } from "@parley/ui";
import { createCanned } from "@parley/ui/console/canned/answers.ts";
import { type Face, FaceProvider } from "@parley/ui/console/chat/face.tsx";
import { createWatches } from "@parley/ui/console/chat/watches.ts";
import { saidText } from "@parley/ui/console/files/said.tsx";
import type { Settings } from "@parley/ui/console/settings.ts";
import { TipProvider } from "@parley/ui/console/tip.tsx";
import { createToasts } from "@parley/ui/console/toasts.ts";
import { createValue, type Value } from "@parley/ui/console/value.ts";
import { useEffect, useState } from "react";
import { type App, AppProvider, type ListTab } from "../context.tsx";
import { text } from "../i18n.ts";
import { startActivity } from "../model/activity.ts";
import { startAlerts } from "../model/alerts.ts";
import type { Desk } from "../model/desk.ts";
import { pulledQueues } from "../model/desk_state.ts";
import { createGhosts } from "../model/ghost_drafts.ts";
import { createHelpCalls } from "../model/help_calls.ts";
import { createRouter } from "../model/route.ts";
import { createSharings } from "../model/sharings.ts";
import { createSounds } from "../model/sound.ts";
import { createTabs } from "../model/tabs.ts";
import { createTitle } from "../model/title.ts";
import { endWhenSent, leaveConference, openChat, openQueue } from "./actions.ts";
import { announceCall, startAnnouncing } from "./announcing.ts";
import { Shell } from "./shell.tsx";
import { startShortcuts } from "./shortcuts.ts";
import { useConversation } from "./thread_pane.tsx";

export function SignedIn(props: { desk: Desk; settings: Value<Settings>; announcer: Announcer }) {
    const { desk, settings, announcer } = props;
    const [app, setApp] = useState<App>();
    useEffect(() => {
        const router = createRouter();
        const toasts = createToasts();
        const sounds = createSounds();
        const tabs = createTabs();
        const title = createTitle();
        const made: App = {
            desk,
            router,
            toasts,
            settings,
            sounds,
            tabs,
            announcer,
            dialog: createValue<ReturnType<App["dialog"]["getSnapshot"]>>({ name: "none" }),
            presence_open: createValue(false),
            list_tab: createValue<ListTab>("mine"),
            declining: createValue<string | undefined>(undefined),
            drawer: createValue<"none" | "list" | "side">("none"),
            help_calls: createHelpCalls(desk, (chat) => announceCall(made, chat)),
            ghosts: createGhosts(desk),
            sharings: createSharings(desk),
            watches: createWatches({ client: desk.client, user: desk.user.id }),
            canned: desk.may("chat_canned") ? createCanned(desk.client) : undefined,
            ghost_keys: createValue<ReturnType<App["ghost_keys"]["getSnapshot"]>>(undefined),
        };
        const ends = [
            startAlerts({
                desk,
                settings,
                sounds,
                tabs,
                title,
                open: (chat) => {
                    const pulled = pulledQueues(desk.state.getSnapshot()).length > 0;
                    // Without an offer it was the queue that called.
                    if (!chat && pulled && !desk.state.getSnapshot().offers.length) openQueue(made);
                    else router.go({ page: "chats", ...(chat && { chat }) });
                },
                texts: () => ({
                    offer: (about) => text("alert.offer", { about }),
                    waiting: (queue, count) => text("announce.waiting", { queue, count }),
                    message: (name) => text("alert.message", { name }),
                    mention: (name) => text("mention.in_short", { name }),
                    said: (message) => saidText(message, text),
                    new_message: text("alert.hidden_message"),
                    new_chat: text("alert.hidden_offer"),
                }),
            }),
            startAnnouncing(made),
            startShortcuts(made),
            startActivity(desk),
            followRoute(made),
        ];
        setApp(made);
        return () => {
            for (const end of ends) end();
            made.help_calls.close();
            made.watches.close();
            made.sharings.close();
            made.canned?.close();
            router.close();
            sounds.close();
            tabs.close();
            title.close();
        };
    }, [desk, settings, announcer]);
    return app ? (
        <AppProvider value={app}>
            <FaceProvider value={faceOf(app)}>
                <TipProvider>
                    <Shell />
                </TipProvider>
            </FaceProvider>
        </AppProvider>
    ) : null;
}

/** What the shared parts of a conversation do here. */
function faceOf(app: App): Face {
    const { desk, toasts, announcer } = app;
    return {
        client: desk.client,
        user: desk.user,
        drafts: desk.drafts,
        attached: desk.attached,
        outbox: desk.outbox,
        whispers: desk.whispers,
        watches: app.watches,
        ...(app.canned && { canned: app.canned }),
        toasts,
        announcer,
        may: desk.may,
        useConversation,
        markRead: desk.markRead,
        onSent: app.ghosts.sent,
        seeNotes: desk.mentions.see,
        leave: (chat) => void leaveConference(app, chat),
        takeOver: async (chat) => openChat(app, (await desk.takeOver(chat)).id),
        endWhenSent: (chat) => void endWhenSent(app, chat),
    };
}

/** Leaving an ended chat takes it off the list; drawers close on the way. */
function followRoute({ router, desk, tabs, drawer }: App): () => void {
    let shown = router.getSnapshot().chat;
    tabs.show(shown ?? null);
    return router.subscribe(() => {
        const { chat } = router.getSnapshot();
        if (shown && shown !== chat) desk.dismiss(shown);
        shown = chat;
        tabs.show(chat ?? null);
        drawer.set("none");
    });
}
