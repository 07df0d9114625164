// The wallboards: each has a link of its own, which is shown once and can be renewed.

import type { Wallboard } from "@parley/sdk";
import { ActDialog, LineField } from "@parley/ui/console/act_dialog.tsx";
import dialog from "@parley/ui/console/dialog.module.css";
import { Dialog } from "@parley/ui/console/dialog.tsx";
import { Empty, Failed, Page } from "@parley/ui/console/page.tsx";
import { Skeleton } from "@parley/ui/console/skeleton.tsx";
import { Table } from "@parley/ui/console/table.tsx";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, MonitorDot, Plus } from "lucide-react";
import { useId, useState } from "react";
import { useApp, useMay, useRecords } from "../context.tsx";
import { useText } from "../i18n.ts";
import { Ago } from "./figure.tsx";
import styles from "./wallboards.module.css";

type Asked =
    | { act: "save"; board?: Wallboard }
    | { act: "renew" | "remove"; board: Wallboard }
    | { act: "link"; name: string; token: string };

export function Wallboards() {
    const { client } = useApp();
    const { t } = useText();
    const may_manage = useMay()("settings_manage");
    const [asked, setAsked] = useState<Asked>();
    const boards = useQuery({
        queryKey: ["wallboard.list"],
        queryFn: () => client.call("wallboard.list", {}),
    });
    const items = boards.data?.items;
    return (
        <Page
            title={t("boards.title")}
            intro={t("boards.intro")}
            actions={
                may_manage && (
                    <button
                        type="button"
                        className="button primary"
                        onClick={() => setAsked({ act: "save" })}
                    >
                        <Plus size={16} aria-hidden="true" />
                        {t("boards.add")}
                    </button>
                )
            }
        >
            {boards.isError && <Failed onRetry={() => void boards.refetch()} />}
            {!items ? (
                !boards.isError && <Skeleton rows={3} />
            ) : items.length ? (
                <Boards boards={items} {...(may_manage && { onAsk: setAsked })} />
            ) : (
                <Empty icon={MonitorDot} text={t("boards.none")} />
            )}
            {asked && <Asking asked={asked} onAsk={setAsked} />}
        </Page>
    );
}

function Boards(props: {
    boards: readonly Wallboard[];
    /** Where they may be changed. */
    onAsk?: (asked: Asked) => void;
}) {
    const { boards, onAsk } = props;
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const named = ({ all, queues: shown }: Wallboard) => {
        if (all) return t("boards.all_queues");
        const names = shown.map((id) => queues.find((one) => one.id === id)?.name ?? "…");
        return names.length ? names.join(", ") : t("boards.none_left");
    };
    return (
        <Table label={t("boards.title")} look="live">
            <thead>
                <tr>
                    <th scope="col">{t("boards.name")}</th>
                    <th scope="col">{t("queues.title")}</th>
                    <th scope="col">{t("boards.link_since")}</th>
                    <th scope="col">{t("boards.seen")}</th>
                    <th scope="col">
                        <span className="sr">{t("agent.actions")}</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                {boards.map((board) => (
                    <tr key={board.id}>
                        <th scope="row">{board.name}</th>
                        <td>{named(board)}</td>
                        <td>
                            <Ago at={board.token_since} />
                        </td>
                        <td>
                            {board.last_seen_at ? (
                                <Ago at={board.last_seen_at} />
                            ) : (
                                t("boards.never")
                            )}
                        </td>
                        <td>{onAsk && <Actions board={board} onAsk={onAsk} />}</td>
                    </tr>
                ))}
            </tbody>
        </Table>
    );
}

function Actions({ board, onAsk }: { board: Wallboard; onAsk: (asked: Asked) => void }) {
    const { t } = useText();
    return (
        <div className={styles.actions}>
            <button
                type="button"
                className="button"
                aria-label={t("boards.change_of", { name: board.name })}
                onClick={() => onAsk({ act: "save", board })}
            >
                {t("boards.change")}
            </button>
            <button
                type="button"
                className="button"
                aria-label={t("boards.renew_of", { name: board.name })}
                onClick={() => onAsk({ act: "renew", board })}
            >
                {t("boards.renew")}
            </button>
            <button
                type="button"
                className="button danger"
                aria-label={t("boards.remove_of", { name: board.name })}
                onClick={() => onAsk({ act: "remove", board })}
            >
                {t("boards.remove")}
            </button>
        </div>
    );
}

function Asking({ asked, onAsk }: { asked: Asked; onAsk: (asked: Asked | undefined) => void }) {
    const { client } = useApp();
    const { t } = useText();
    const records = useQueryClient();
    const close = () => onAsk(undefined);
    const changed = () => records.invalidateQueries({ queryKey: ["wallboard.list"] });
    switch (asked.act) {
        case "link":
            return <LinkDialog name={asked.name} token={asked.token} onClose={close} />;
        case "save":
            return (
                <SaveDialog
                    {...(asked.board && { board: asked.board })}
                    onClose={close}
                    onSaved={(name, token) => {
                        void changed();
                        if (token) onAsk({ act: "link", name, token });
                    }}
                />
            );
        case "renew":
            return (
                <ActDialog
                    title={t("boards.renew_title", { name: asked.board.name })}
                    text={t("boards.renew_text")}
                    action={t("boards.renew")}
                    onClose={close}
                    act={async () => {
                        const { name, id } = asked.board;
                        const { token } = await client.call("wallboard.renew", { wallboard: id });
                        void changed();
                        // After this dialog has closed.
                        setTimeout(() => onAsk({ act: "link", name, token: token ?? "" }));
                    }}
                />
            );
        case "remove":
            return (
                <ActDialog
                    title={t("boards.remove_title", { name: asked.board.name })}
                    text={t("boards.remove_text")}
                    action={t("boards.remove")}
                    danger
                    onClose={close}
                    act={async () => {
                        await client.call("wallboard.remove", { wallboard: asked.board.id });
                        void changed();
                    }}
                />
            );
    }
}

function SaveDialog(props: {
    board?: Wallboard;
    onClose: () => void;
    onSaved: (name: string, token: string | undefined) => void;
}) {
    const { board, onClose, onSaved } = props;
    const { client } = useApp();
    const { t } = useText();
    const queues = useRecords("queue.list").data?.items ?? [];
    const group = useId();
    const [name, setName] = useState(board?.name ?? "");
    const [all, setAll] = useState(board?.all ?? true);
    const [chosen, setChosen] = useState<readonly string[]>(board?.queues ?? []);
    const lost = board && !board.all && !board.queues.length;
    return (
        <ActDialog
            title={board ? t("boards.change_of", { name: board.name }) : t("boards.add")}
            action={t(board ? "boards.save" : "boards.add")}
            {...(lost && { text: t("boards.lost_text") })}
            disabled={!name.trim() || !(all || chosen.length)}
            onClose={onClose}
            act={async () => {
                const { token } = await client.call("wallboard.save", {
                    ...(board && { wallboard: board.id }),
                    name: name.trim(),
                    all,
                    queues: all ? [] : [...chosen],
                });
                // After this dialog has closed.
                setTimeout(() => onSaved(name.trim(), token));
            }}
        >
            <LineField first label={t("boards.name")} value={name} onChange={setName} />
            <fieldset className={styles.queues}>
                <legend>{t("boards.which")}</legend>
                {[true, false].map((every) => (
                    <label key={String(every)}>
                        <input
                            type="radio"
                            name={group}
                            checked={all === every}
                            onChange={() => setAll(every)}
                        />
                        {t(every ? "boards.all_queues" : "boards.some")}
                    </label>
                ))}
                {!all && (
                    <div className={styles.some}>
                        {queues.map(({ id, name }) => (
                            <label key={id}>
                                <input
                                    type="checkbox"
                                    checked={chosen.includes(id)}
                                    onChange={({ target }) =>
                                        setChosen(
                                            target.checked
                                                ? [...chosen, id]
                                                : chosen.filter((one) => one !== id),
                                        )
                                    }
                                />
                                {name}
                            </label>
                        ))}
                    </div>
                )}
            </fieldset>
        </ActDialog>
    );
}

function LinkDialog(props: { name: string; token: string; onClose: () => void }) {
    const { name, token, onClose } = props;
    const { toasts } = useApp();
    const { t } = useText();
    const id = useId();
    const link = `${location.origin}/manage/wallboard#${token}`;
    async function copy(): Promise<void> {
        try {
            await navigator.clipboard.writeText(link);
            toasts.show({ kind: "info", text: t("boards.copied") });
        } catch {
            toasts.show({ kind: "error", text: t("boards.not_copied") });
        }
    }
    return (
        <Dialog title={t("boards.link_of", { name })} size="medium" onClose={onClose}>
            <div className={`${dialog.body} ${styles.link}`}>
                <p>{t("boards.link_text")}</p>
                <div className="field">
                    <label htmlFor={id}>{t("boards.link")}</label>
                    <input
                        id={id}
                        className="input"
                        readOnly
                        data-focus-first
                        value={link}
                        onFocus={(event) => event.target.select()}
                    />
                </div>
            </div>
            <div className={dialog.actions}>
                <button type="button" className="button" onClick={onClose}>
                    {t("close")}
                </button>
                <button type="button" className="button primary" onClick={() => void copy()}>
                    <Copy size={16} aria-hidden="true" />
                    {t("boards.copy")}
                </button>
            </div>
        </Dialog>
    );
}
