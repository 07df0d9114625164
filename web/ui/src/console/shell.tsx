// The frame of a face whose pages are led to by links: the bar above, what stands beside, the page
// that is open.
import { asProblem, type Client, type User } from "@parley/sdk";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { AccountMenu, type FaceName } from "./account_menu.tsx";
import { text, useText } from "./i18n.ts";
import { Link } from "./link.tsx";
import { Logo } from "./logo.tsx";
import { Lost } from "./lost.tsx";
import { refusalText } from "./refusals.ts";
import type { Settings } from "./settings.ts";
import styles from "./shell.module.css";
import { TipProvider } from "./tip.tsx";
import { ToastList } from "./toast_list.tsx";
import type { Toasts } from "./toasts.ts";
import type { Value } from "./value.ts";

interface Around {
    client: Client;
    user: User;
    settings: Value<Settings>;
    toasts: Toasts;
    signOut: () => Promise<void>;
}

export function Shell(props: {
    app: Around;
    here: FaceName;
    /** What the face is called. */
    name: string;
    /** What it means that the connection is away. */
    lost: string;
    /** Before the name of the face, and after it. */
    first?: ReactNode;
    bar: ReactNode;
    /** In narrow windows what is in the bar has a line of its own. */
    two_lines?: boolean;
    beside?: ReactNode;
    children: ReactNode;
}) {
    const { client, user, settings, toasts, signOut } = props.app;
    const { t } = useText();
    async function leave(): Promise<void> {
        try {
            await signOut();
        } catch (caught) {
            toasts.show({ kind: "error", text: refusalText(asProblem(caught).problem, text) });
        }
    }
    return (
        <TipProvider>
            <div className={styles.shell}>
                <a className={styles.skip} href="#page">
                    {t("skip.page")}
                </a>
                <header className={styles.bar} data-two-lines={props.two_lines || undefined}>
                    {props.first}
                    <Link to="" className={styles.home}>
                        <Logo />
                        <span className={styles.name}>{props.name}</span>
                    </Link>
                    {props.bar}
                    <AccountMenu
                        user={user}
                        here={props.here}
                        settings={settings}
                        onSignOut={() => void leave()}
                    />
                </header>
                <Lost client={client} text={props.lost} />
                <div className={styles.below}>
                    {props.beside}
                    <div className={styles.page} id="page" tabIndex={-1}>
                        {props.children}
                    </div>
                </div>
                <ToastList toasts={toasts} />
            </div>
        </TipProvider>
    );
}

/** Leads to a page. */
export function Entry(props: { to: string; icon: LucideIcon; label: string; here: boolean }) {
    const { to, icon: Icon, label, here } = props;
    return (
        <li>
            <Link to={to} className={styles.entry} aria-current={here ? "page" : undefined}>
                <Icon size={18} aria-hidden="true" />
                <span>{label}</span>
            </Link>
        </li>
    );
}
