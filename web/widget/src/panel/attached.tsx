// What is attached to the next message, above the field: picked, pasted or dropped, uploaded at
// once, sent with the message. Enter during an upload sends when all is there, unless it is taken
// back.
import {
    type AttachedFile,
    type Conversation,
    createUploads,
    post,
    type Upload,
    type Uploads,
} from "@parley/sdk";
import { Icon } from "@parley/ui";
import { Component, createRef } from "react";
import type { App } from "./app.tsx";
import type { Composer } from "./composer.tsx";
import { problemRule, reasonText, refusalText, ruleText, say, sizeText } from "./file_words.ts";
import { Shape } from "./shape.tsx";

/** A chat's uploads outlive the field, which gives way to the form for a message. */
let current: { conversation: Conversation; uploads: Uploads; end: () => void } | undefined;

function uploadsOf({ props: { session, keep, announcer } }: App): Uploads {
    const { client, conversation } = session.getSnapshot();
    if (current?.conversation === conversation) return current!.uploads;
    current?.end();
    const { id, getSnapshot } = conversation!;
    const uploads = createUploads({
        chat: id,
        allowed: () => getSnapshot().chat.files,
        post: (op, params, { signal }) =>
            post(op, params, { signal, headers: { authorization: `Bearer ${keep.get("token")}` } }),
    });
    const hear = client!.on("file.changed", ({ chat, seq, file }) => {
        if (chat !== id) return;
        uploads.news(file);
        const { items, chat: now } = getSnapshot();
        const item = items.find((one) => one.seq && one.seq === seq);
        if (item?.from.id === now.customer.id && file.state === "refused") {
            announcer.alarm(`${file.name}: ${reasonText(file)}`);
        }
    });
    const end = () => {
        hear();
        uploads.close();
    };
    current = { conversation: conversation!, uploads, end };
    return uploads;
}

const isBroken = ({ state }: Upload) => state === "failed" || state === "refused";
const pictures = ["jpg", "jpeg", "png", "webp", "gif"];

/** For the browser's dialog. A phone offers its camera where a type of pictures is named. */
function acceptOf(extensions: readonly string[]): string {
    return extensions
        .map((one) =>
            pictures.includes(one) ? `.${one},image/${one.replace("jpg", "jpeg")}` : `.${one}`,
        )
        .join();
}

/** Copied cells and paragraphs bring a picture of themselves along: there the text is meant. */
function pasted(data: DataTransfer | null): readonly File[] {
    if (data?.getData("text/html") && data.getData("text/plain")) return [];
    return [...(data?.files ?? [])];
}

interface State {
    /** What was refused of the last files. */
    refused: readonly string[];
    /** Something is dragged over the panel. */
    dragged: boolean;
    /** To be sent when all is there; how many were broken when that was said. */
    holding?: number | undefined;
}

export class Attached extends Component<{ composer: Composer }, State> {
    override state: State = { refused: [], dragged: false };
    private app = this.props.composer.props.app;
    private uploads = uploadsOf(this.app);
    private root = createRef<HTMLDivElement>();
    private input = createRef<HTMLInputElement>();
    private button = createRef<HTMLButtonElement>();
    private before = this.uploads.getSnapshot();
    private shown = new Map<File, string>();
    private end = new AbortController();

    override componentDidMount(): void {
        const { composer } = this.props;
        const { signal } = this.end;
        composer.attached = this;
        signal.onabort = this.uploads.subscribe(this.changed);
        document.addEventListener("paste", this.paste, { signal });
        for (const type of ["dragenter", "dragover", "drop"] as const) {
            document.addEventListener(type, this.drag, { signal });
        }
        composer.forceUpdate();
    }

    override componentWillUnmount(): void {
        this.props.composer.attached = undefined;
        this.end.abort();
        for (const url of this.shown.values()) URL.revokeObjectURL(url);
    }

    // ---- for the composer -----------------------------------------------------------------------

    /** There is something to send. */
    get any(): boolean {
        return !this.before.every(isBroken);
    }

    /**
     * Whether the message has to wait for files: for those on their way, and then it is sent when
     * they are there; or for the person, who must not believe that a failed one went along.
     */
    holds(): boolean {
        const failed = this.before.find(({ again, state }) => again && state === "failed");
        if (failed) this.setState({ refused: [say("first", { name: failed.name })] });
        if (failed || !this.uploads.busy) return !!failed;
        if (this.state.holding === undefined) this.app.props.announcer.say(say("holding"));
        this.setState({ holding: this.before.filter(isBroken).length });
        return true;
    }

    /** The files that go with the message. */
    take(): readonly AttachedFile[] | undefined {
        const { ids } = this.uploads;
        const files = this.before.flatMap(({ file }) =>
            file && ids.includes(file.id) ? [file] : [],
        );
        this.setState({ refused: [], holding: undefined });
        this.keepFocus();
        this.uploads.sent(ids);
        return files.length ? files : undefined;
    }

    // ---- what happens ---------------------------------------------------------------------------

    /** What has the focus goes: it is where one writes on. */
    private keepFocus(): void {
        if (!this.root.current!.contains(document.activeElement)) return;
        document.querySelector<HTMLElement>(".composer textarea")!.focus();
    }

    private changed = (): void => {
        const { composer } = this.props;
        const { before } = this;
        const now = this.uploads.getSnapshot();
        this.before = now;
        for (const upload of now) {
            const was = before.find(({ key }) => key === upload.key)?.state;
            if (was !== upload.state) this.tell(upload, was);
        }
        composer.forceUpdate();
        const { holding } = this.state;
        if (holding === undefined || this.uploads.busy) return;
        this.setState({ holding: undefined });
        if (now.filter(isBroken).length <= holding) composer.send();
    };

    private tell(upload: Upload, was: Upload["state"] | undefined): void {
        const { announcer } = this.app.props;
        const { name, state } = upload;
        if (isBroken(upload)) announcer.alarm(`${name}: ${this.broken(upload)}`);
        else if (state === "checking" || (state === "ready" && was !== "checking")) {
            announcer.say(say("attached", { name }));
        }
    }

    private add(files: readonly File[]): void {
        if (!files.length) return;
        const { allowed } = this;
        const refused = this.uploads.add(files).map((one) => refusalText(one, allowed));
        this.setState({ refused });
    }

    private get allowed() {
        return this.props.composer.props.conversation.getSnapshot().chat.files;
    }

    private pick = (): void => {
        const input = this.input.current!;
        this.add([...input.files!]);
        input.value = ""; // the same file may be chosen again
    };

    private paste = (event: ClipboardEvent): void => {
        const files = pasted(event.clipboardData);
        if (!files.length) return;
        event.preventDefault();
        this.add(files);
    };

    /** A file that nobody takes would replace the panel. */
    private drag = (event: DragEvent): void => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        const dropped = event.type === "drop";
        if (dropped) this.add([...event.dataTransfer.files]);
        if (this.state.dragged === dropped) this.setState({ dragged: !dropped });
    };

    private remove({ key }: Upload): void {
        this.setState({ holding: undefined });
        this.uploads.remove(key);
        this.button.current!.focus();
    }

    private retry({ key }: Upload): void {
        this.uploads.retry(key);
        this.button.current!.focus();
    }

    private dismiss = (): void => {
        this.setState({ refused: [] });
        this.button.current!.focus();
    };

    private takeBack = (): void => {
        this.keepFocus();
        this.setState({ holding: undefined });
    };

    // ---- what is shown --------------------------------------------------------------------------

    private broken({ file, problem }: Upload): string {
        return problem ? ruleText(problemRule(problem), this.allowed) : reasonText(file!);
    }

    private stateText(upload: Upload): string {
        const { state, received, size } = upload;
        if (isBroken(upload)) return this.broken(upload);
        if (state === "uploading") return `${Math.floor((100 * received) / size)} %`;
        return say(state as "waiting" | "checking" | "ready");
    }

    private thumb({ chosen }: Upload) {
        if (!/^image\/(jpe?g|png|webp|gif)$/.test(chosen.type)) return <Shape name="file" />;
        const url = this.shown.get(chosen) ?? URL.createObjectURL(chosen);
        this.shown.set(chosen, url);
        return <img src={url} alt="" width={36} height={36} />;
    }

    private chip(upload: Upload) {
        const { key, name, size, received, state, again } = upload;
        const on_its_way = state === "uploading" || state === "waiting";
        const small = (icon: "retry" | "close", label: string, act: () => void) => (
            <button
                type="button"
                className="button quiet small_round"
                aria-label={label}
                title={label}
                onClick={act}
            >
                {icon === "close" ? <Icon name="close" /> : <Shape name="retry" />}
            </button>
        );
        return (
            <li key={key} className={`file ${isBroken(upload) ? "broken" : ""}`}>
                {this.thumb(upload)}
                <div className="about">
                    <bdi className="file_name">{name}</bdi>
                    <p className="num">
                        {!isBroken(upload) && `${sizeText(size)} · `}
                        {this.stateText(upload)}
                    </p>
                    {on_its_way && (
                        <progress
                            max={size}
                            value={received}
                            aria-label={say("upload", { name })}
                        />
                    )}
                </div>
                {again &&
                    state === "failed" &&
                    small("retry", say("retry", { name }), () => this.retry(upload))}
                {small("close", say("remove", { name }), () => this.remove(upload))}
            </li>
        );
    }

    override render() {
        const { refused, dragged, holding } = this.state;
        const uploads = this.uploads.getSnapshot();
        const { allowed } = this;
        return (
            <div className="attached" ref={this.root}>
                <div role="alert">
                    {refused.length > 0 && (
                        <div className="refused">
                            <div>
                                {refused.map((line, i) => (
                                    <p key={i}>{line}</p>
                                ))}
                            </div>
                            <button
                                type="button"
                                className="button quiet small_round"
                                aria-label={say("dismiss")}
                                title={say("dismiss")}
                                onClick={this.dismiss}
                            >
                                <Icon name="close" />
                            </button>
                        </div>
                    )}
                </div>
                {uploads.length > 0 && (
                    <ul className="files" aria-label={say("list")}>
                        {uploads.map((one) => this.chip(one))}
                    </ul>
                )}
                {holding !== undefined && (
                    <div className="holding">
                        <Icon name="clock" />
                        <span>{say("holding")}</span>
                        <button type="button" className="link" onClick={this.takeBack}>
                            {say("take_back")}
                        </button>
                    </div>
                )}
                <button
                    ref={this.button}
                    type="button"
                    className="button quiet round"
                    aria-label={say("attach")}
                    title={say("attach")}
                    onClick={() => this.input.current!.click()}
                >
                    <Shape name="clip" />
                </button>
                <input
                    ref={this.input}
                    type="file"
                    multiple
                    hidden
                    accept={acceptOf(allowed?.extensions ?? [])}
                    onChange={this.pick}
                />
                {dragged && (
                    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here
                    <div className="drop" onDragLeave={() => this.setState({ dragged: false })}>
                        {say("drop")}
                    </div>
                )}
            </div>
        );
    }
}
