// Search in what was said in all chats that one may read: what is sought, what was found, and the
// chat beside it, at the message (C31).
import { asProblem } from "@parley/sdk";
import { MessagesSquare } from "lucide-react";
import { useEffect } from "react";
import { useApp, useRoute, useStore } from "../context.tsx";
import { useText } from "../i18n.ts";
import { soughtOf } from "../model/search.ts";
import list from "./chat_list.module.css";
import { ListAndChat } from "./list_and_chat.tsx";
import { Records } from "./records.tsx";
import { SearchForm } from "./search_form.tsx";
import { Found, useSearch } from "./search_found.tsx";
import shell from "./shell.module.css";
import pane from "./thread_pane.module.css";
import { Watched } from "./watched.tsx";

export default function Search() {
    return (
        <Records>
            <Page />
        </Records>
    );
}

function Page() {
    const { t } = useText();
    const { chat, seq } = useRoute();
    const list_pane = (
        <section
            className={list.pane}
            data-region="list"
            aria-label={t("rail.search")}
            tabIndex={-1}
        >
            <h2 className={list.title}>{t("rail.search")}</h2>
            <Sought open={chat} seq={seq} />
        </section>
    );
    return (
        <ListAndChat pane={list_pane} open={!!chat}>
            {chat ? <Watched key={`${chat} ${seq}`} id={chat} at={seq} /> : <Choose />}
        </ListAndChat>
    );
}

function Sought({ open, seq }: { open: string | undefined; seq: number | undefined }) {
    const { desk, announcer } = useApp();
    const { t } = useText();
    const kept = soughtOf(desk);
    const sought = useStore(kept);
    const search = useSearch(sought);
    const { said } = search;
    // A line that changes where it stands is not read by all; this is.
    useEffect(() => {
        if (said) announcer.say(said);
    }, [announcer, said]);
    const problem = search.query.isError ? asProblem(search.query.error).problem : undefined;
    const wrong = problem?.path === "/query" ? t("search.wrong") : undefined;
    return (
        <>
            <SearchForm sought={sought} wrong={wrong} onSeek={kept.set} />
            <p className="sr">{said}</p>
            <Found search={search} failed={Boolean(problem) && !wrong} open={open} seq={seq} />
        </>
    );
}

function Choose() {
    const { t } = useText();
    return (
        <main className={`${shell.main} ${pane.thread}`} data-region="thread" tabIndex={-1}>
            <div className={pane.message}>
                <MessagesSquare size={32} aria-hidden="true" />
                <p>{t("search.choose")}</p>
            </div>
        </main>
    );
}
