// Sign-in: name and password, clear refusals, nothing in the way of password managers.
import { asProblem, type Problem, post, type User } from "@parley/sdk";
import { CircleAlert, Eye, EyeOff, Info } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useStore } from "./hooks.ts";
import { type TextId, useText } from "./i18n.ts";
import { Logo } from "./logo.tsx";
import type { Settings } from "./settings.ts";
import styles from "./sign_in.module.css";
import type { Value } from "./value.ts";

export function SignIn(props: {
    /** Says what one signs in to. */
    title: string;
    reason?: TextId;
    settings: Value<Settings>;
    onSignedIn: (user: User) => void;
}) {
    const { title, reason, settings, onSignedIn } = props;
    const { t } = useText();
    const { language } = useStore(settings);
    const [problem, setProblem] = useState<Problem>();
    const [empty, setEmpty] = useState<{ name: boolean; password: boolean }>();
    const [busy, setBusy] = useState(false);
    const [shown, setShown] = useState(false);
    const locked_s = useCountdown(problem?.code === "too_many" ? problem : undefined);
    const name_field = useRef<HTMLInputElement>(null);
    const password_field = useRef<HTMLInputElement>(null);
    useEffect(() => name_field.current?.focus(), []);

    async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
        event.preventDefault();
        if (busy || locked_s > 0) return;
        const form = new FormData(event.currentTarget);
        const name = String(form.get("username")).trim();
        const password = String(form.get("password"));
        setEmpty({ name: !name, password: !password });
        setProblem(undefined);
        if (!name) return name_field.current?.focus();
        if (!password) return password_field.current?.focus();
        setBusy(true);
        try {
            const { user } = await post("auth.login", { name, password });
            onSignedIn(user);
        } catch (caught) {
            const refused = asProblem(caught).problem;
            setProblem(refused);
            setBusy(false);
            if (refused.code === "bad_credentials") {
                password_field.current?.focus();
                password_field.current?.select();
            }
        }
    }

    return (
        <main className={styles.page}>
            <div className={styles.card}>
                <Logo large />
                <h1 className={styles.title}>{title}</h1>
                {reason && !problem && (
                    <p className={styles.reason} role="status">
                        <Info aria-hidden="true" size={16} />
                        {t(reason)}
                    </p>
                )}
                {problem && (
                    <p className={styles.refusal} role="alert">
                        <CircleAlert aria-hidden="true" size={16} />
                        {problem.code === "too_many" && locked_s > 0
                            ? t("signin.too_many", { time: words(locked_s, t) })
                            : t(refusalText(problem))}
                    </p>
                )}
                {/* method and action are never used; some password managers look for a real form. */}
                <form className={styles.form} onSubmit={submit} noValidate method="post">
                    <div className="field">
                        <label htmlFor="username">{t("signin.name")}</label>
                        <input
                            ref={name_field}
                            className="input"
                            id="username"
                            name="username"
                            autoComplete="username"
                            autoCapitalize="none"
                            spellCheck={false}
                            aria-invalid={empty?.name || undefined}
                            aria-describedby={empty?.name ? "username_error" : undefined}
                        />
                        {empty?.name && (
                            <p className="error" id="username_error">
                                {t("signin.name_missing")}
                            </p>
                        )}
                    </div>
                    <div className="field">
                        <label htmlFor="password">{t("signin.password")}</label>
                        <div className={styles.password}>
                            <input
                                ref={password_field}
                                className="input"
                                id="password"
                                name="password"
                                type={shown ? "text" : "password"}
                                autoComplete="current-password"
                                aria-invalid={empty?.password || undefined}
                                aria-describedby={empty?.password ? "password_error" : undefined}
                            />
                            <button
                                type="button"
                                className={styles.reveal}
                                aria-pressed={shown}
                                aria-label={t("signin.show_password")}
                                onClick={() => setShown(!shown)}
                            >
                                {shown ? <EyeOff size={18} /> : <Eye size={18} />}
                            </button>
                        </div>
                        {empty?.password && (
                            <p className="error" id="password_error">
                                {t("signin.password_missing")}
                            </p>
                        )}
                    </div>
                    <button
                        type="submit"
                        className={`button primary ${styles.submit}`}
                        aria-disabled={busy || locked_s > 0}
                    >
                        {t(busy ? "signin.busy" : "signin.submit")}
                    </button>
                </form>
            </div>
            <div className={styles.languages}>
                {(["en", "de"] as const).map((one) => (
                    <button
                        key={one}
                        type="button"
                        lang={one}
                        className={styles.language}
                        aria-pressed={one === language}
                        onClick={() => settings.set((all) => ({ ...all, language: one }))}
                    >
                        {one === "en" ? "English" : "Deutsch"}
                    </button>
                ))}
            </div>
        </main>
    );
}

function refusalText(problem: Problem): TextId {
    switch (problem.code) {
        case "bad_credentials":
            return "signin.bad_credentials";
        case "too_many":
            return "signin.try_now";
        case "invalid":
        case "too_large":
            return "signin.bad_credentials";
        default:
            return "signin.unavailable";
    }
}

function words(seconds: number, t: ReturnType<typeof useText>["t"]): string {
    return seconds >= 60
        ? t("minutes", { count: Math.ceil(seconds / 60) })
        : t("seconds", { count: seconds });
}

/** Whole seconds until the server takes another try. */
function useCountdown(problem: Problem | undefined): number {
    const [left, setLeft] = useState(0);
    useEffect(() => {
        if (!problem) return setLeft(0);
        const until = Date.now() + (problem.retry_ms ?? 60_000);
        const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
        tick();
        const timer = setInterval(tick, 1_000);
        return () => clearInterval(timer);
    }, [problem]);
    return left;
}
