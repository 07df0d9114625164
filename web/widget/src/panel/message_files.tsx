// The files of a message, in its bubble: pictures as small ones that open large, others as a line
// with name and size that is downloaded. Addresses are good for minutes, so each is asked for when
// it is needed.
import type { AttachedFile, Item } from "@parley/sdk";
import { Icon } from "@parley/ui";
import { Component, createRef } from "react";
import type { App } from "./app.tsx";
import { reasonText, say, sizeText } from "./file_words.ts";
import { Shape } from "./shape.tsx";

interface FileProps {
    app: App;
    file: AttachedFile;
    /** Of the reader's own message. */
    own: boolean;
}

/** The room that a small picture takes at most, px. */
const small_width = 240;
const small_height = 220;

function ask({ app, file }: FileProps) {
    const { client } = app.props.session.getSnapshot();
    return client!.call("file.get", { file: file.id });
}

/** As large as it is, but for what does not fit. */
function smallSize({ width = 1, height = 1 }: AttachedFile): [number, number] {
    const part = Math.min(1, small_width / width, small_height / height);
    return [Math.max(1, Math.round(width * part)), Math.max(1, Math.round(height * part))];
}

class Line extends Component<FileProps, { failed?: boolean }> {
    private download = async (): Promise<void> => {
        const { app, file } = this.props;
        try {
            const { url } = await ask(this.props);
            if (!url) throw new Error("not there");
            const link = document.createElement("a");
            link.href = url;
            link.download = file.name;
            link.click();
            this.setState({ failed: false });
        } catch {
            this.setState({ failed: true });
            app.props.announcer.alarm(say("failed"));
        }
    };

    override render() {
        const { file, own } = this.props;
        const { name, size, state } = file;
        const ready = state === "ready";
        const words = this.state.failed
            ? say("failed")
            : state === "refused"
              ? own
                  ? reasonText(file)
                  : say("withheld")
              : ready
                ? sizeText(size)
                : `${sizeText(size)} · ${say("checking")}`;
        const inner = (
            <>
                {state === "refused" ? <Icon name="alert" /> : <Shape name="file" />}
                <span className="about">
                    <span>
                        {ready && <span className="sr">{say("save")}: </span>}
                        <bdi className="file_name">{name}</bdi>
                    </span>
                    <span className="num">{words}</span>
                </span>
                {ready && <Shape name="load" />}
            </>
        );
        return ready ? (
            <button type="button" className="file" onClick={this.download}>
                {inner}
            </button>
        ) : (
            <div className="file">{inner}</div>
        );
    }
}

interface PictureState {
    small?: string | undefined;
    /** Of the large one, while it is looked at. */
    large?: string | undefined;
    failed?: boolean;
}

class Picture extends Component<FileProps, PictureState> {
    private place = createRef<HTMLDivElement>();
    private observer?: IntersectionObserver;

    /** Asked for when it is nearly in sight. */
    override componentDidMount(): void {
        const place = this.place.current!;
        this.observer = new IntersectionObserver(
            (seen) => {
                if (!seen.some((one) => one.isIntersecting)) return;
                this.observer!.disconnect();
                ask(this.props).then(
                    ({ small_url, url }) => this.setState({ small: small_url ?? url }),
                    this.fail,
                );
            },
            { root: place.closest(".scroll"), rootMargin: "400px" },
        );
        this.observer.observe(place);
    }

    override componentWillUnmount(): void {
        this.observer!.disconnect();
    }

    private fail = (): void => this.setState({ failed: true });

    private open = (): void => {
        ask(this.props).then(({ url }) => this.setState({ large: url }), this.fail);
    };

    override render() {
        const { file } = this.props;
        const { small, large, failed } = this.state;
        const [width, height] = smallSize(file);
        return (
            <div ref={this.place}>
                {failed ? (
                    <Line {...this.props} />
                ) : (
                    <button
                        type="button"
                        className="picture"
                        aria-label={say("open", { name: file.name })}
                        onClick={this.open}
                    >
                        {small ? (
                            <img
                                src={small}
                                alt={file.name}
                                width={width}
                                height={height}
                                onError={this.fail}
                            />
                        ) : (
                            // As large as what comes, so that nothing moves then.
                            <svg
                                width={width}
                                height={height}
                                viewBox={`0 0 ${width} ${height}`}
                                aria-hidden="true"
                            />
                        )}
                    </button>
                )}
                {large && (
                    <Viewer
                        name={file.name}
                        url={large}
                        onClose={() => this.setState({ large: undefined })}
                    />
                )}
            </div>
        );
    }
}

/** The whole picture over the panel. */
class Viewer extends Component<{ name: string; url: string; onClose: () => void }> {
    private dialog = createRef<HTMLDialogElement>();
    private button = createRef<HTMLButtonElement>();

    override componentDidMount(): void {
        this.dialog.current!.showModal();
        this.button.current!.focus(); // a frame's page may not use autofocus
    }

    override render() {
        const { name, url, onClose } = this.props;
        return (
            <dialog
                ref={this.dialog}
                className="viewer"
                aria-label={name}
                onClose={onClose}
                onKeyDown={(event) => {
                    if (event.key === "Escape") event.stopPropagation(); // would close the panel
                }}
            >
                <p>
                    <a className="button quiet" href={url} download={name}>
                        {say("save")}
                    </a>
                    <a className="button quiet" href={url} target="_blank" rel="noopener">
                        {say("tab")}
                    </a>
                    <button
                        type="button"
                        className="button quiet round"
                        aria-label={say("close")}
                        ref={this.button}
                        onClick={() => this.dialog.current!.close()}
                    >
                        <Icon name="close" />
                    </button>
                </p>
                <img src={url} alt={name} />
            </dialog>
        );
    }
}

export function note(app: App) {
    return ({ files, from }: Item) => {
        if (!files?.length) return null;
        const { customer } = app.props.session.getSnapshot().conversation!.getSnapshot().chat;
        return (
            <ul className="files">
                {files.map((file) => {
                    const Kind = file.kind === "picture" && file.state === "ready" ? Picture : Line;
                    return (
                        <li key={file.id}>
                            <Kind app={app} file={file} own={from.id === customer.id} />
                        </li>
                    );
                })}
            </ul>
        );
    };
}
