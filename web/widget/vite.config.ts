// Builds the widget: the panel served under /widget from dist/widget (assets hashed), and, with
// --mode loader, the
// launcher as one classic script, dist/widget.js.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Drops what no page of the panel can show: colour tokens that no style of it uses, the theme that
 * only the desk can choose, and what its own styles replace. The tokens that are left get short
 * names, but for those that the panel itself sets.
 */
function usedTokens(): Plugin {
    const set_by_the_panel = /^--c-(accent|on-accent|accent-hover)$/;
    const elsewhere = [
        /:root\[data-theme=dark\],:host\(\[data-theme=dark\]\)\{[^}]*\}/,
        /,:host(?=\{)/,
        /:not\(\[data-theme=light\]\)/,
        // Buttons and fields are 44 px high on every screen, and never "disabled".
        /@media \(pointer:coarse\)\{\.button,\.input\{min-height:44px\}\}/,
        /min-height:32px;/g,
        /\.button:disabled,/,
        // Own bubbles wear the accent.
        /\.own \.bubble\{background:var\(--c-bubble-out\)\}/,
    ];
    return {
        name: "used-tokens",
        enforce: "post",
        generateBundle(_, bundle) {
            for (const asset of Object.values(bundle)) {
                if (asset.type !== "asset" || !asset.fileName.endsWith(".css")) continue;
                let css = String(asset.source);
                for (const rule of elsewhere) {
                    const without = css.replace(rule, "");
                    if (without === css) this.error(`the styles have no ${rule} any more`);
                    css = without;
                }
                const used = [...new Set(css.match(/(?<=var\()--c-[\w-]+/g))];
                const short = (name: string) => {
                    if (set_by_the_panel.test(name)) return name;
                    if (!used.includes(name)) this.error(`no style of the panel uses ${name}`);
                    return `--${used.indexOf(name).toString(36)}`;
                };
                asset.source = css
                    .replace(/(--c-[\w-]+):#[\da-f]{3,8};?/g, (all, name) =>
                        used.includes(name) ? all : "",
                    )
                    .replaceAll(";}", "}")
                    .replace(/--c-[\w-]+/g, short);
                // Styles that come later, with what they are for.
                for (const chunk of Object.values(bundle)) {
                    if (chunk.type === "chunk")
                        chunk.code = chunk.code.replace(/--c-[\w-]+/g, short);
                }
            }
        },
    };
}

/**
 * Long names of the panel's own, which no minifier may shorten by itself: it cannot know that no
 * protocol has them. Not one of them is a word, which a text might say.
 */
function shortNames(): Plugin {
    const names = (
        "componentDidMount componentDidUpdate componentWillUnmount forceUpdate setState vnode " +
        "getSnapshot stopTyping serverNow loadOlder markRead retryNow askStatus onConfirmed " +
        "onState onReset onOther onLeave onCancel onRetry onRemove onSent onAgain onKeep onEnd " +
        "onBack seen_key new_after from_end name_missing email_missing email_wrong text_missing " +
        "hello_more end_question wait_short wait_range waiting_title " +
        "new_below new_messages too_long not_sent try_again " +
        "LeaveForm BotPicks toEnd page_size announcer onFocus attended scrolled onCursor retry_at wifi_off"
    ).split(" ");
    const all = new RegExp(`\\b(${names.join("|")})\\b`, "g");
    return {
        name: "short-names",
        buildStart() {
            const protocol = readFileSync(here("../sdk/src/generated.ts"), "utf8");
            const foreign = protocol.match(all);
            if (foreign) this.error(`the protocol has ${foreign}`);
        },
        renderChunk: (code) =>
            code.replace(all, (name) => {
                const i = names.indexOf(name);
                return String.fromCharCode(97 + (i % 26)) + Math.floor(i / 26);
            }),
    };
}

/** One word for what is declared, where there are two: 40 bytes less. Not one text has it. */
function oneWord(): Plugin {
    return {
        name: "one-word",
        generateBundle(_, bundle) {
            for (const chunk of Object.values(bundle)) {
                if (chunk.type === "chunk")
                    chunk.code = chunk.code.replace(/\bconst (?=[\w{[$])/g, "let ");
            }
        },
    };
}

/** White space between the tags of the page, and tags that HTML lets one leave out. */
function tightPage(): Plugin {
    return {
        name: "tight-page",
        transformIndexHtml: {
            order: "post",
            handler: (html) =>
                html
                    .replace(/>\s+</g, "><")
                    .replace(/ crossorigin(?= )| \/(?=>)|<\/?(head|body)>|<\/html>/g, ""),
        },
    };
}

/**
 * What the panel imports later, its texts and the form for a message, brings no styles and nothing
 * else that is not there: nothing is to be preloaded.
 */
function noPreload(): Plugin {
    // Goes where an import is not rewritten below.
    const helper = "\0vite/preload-helper.js";
    return {
        name: "no-preload",
        enforce: "pre",
        load: (id) =>
            id === helper ? "export const __vitePreload = (load) => load();" : undefined,
        renderChunk: (code) =>
            code.replace(/__vitePreload\(\(\) => (import\([^)]*\)), __VITE_PRELOAD__\)/g, "$1"),
    };
}

/**
 * Terser takes longer than Vite's own minifier and leaves 200 bytes less, which is 1 % of what
 * there is. Nothing here has an effect when it is read, or replaces what the language brings.
 */
const smallest = {
    minify: "terser",
    terserOptions: {
        ecma: 2020,
        compress: { passes: 3, pure_getters: true, unsafe: true, unsafe_arrows: true },
    },
} as const;

export default defineConfig(({ mode }) => ({
    root: here("."),
    base: "/widget/",
    resolve: {
        alias: {
            "react/jsx-runtime": here("src/render.ts"),
            react: here("src/render.ts"),
        },
    },
    plugins: [usedTokens(), shortNames(), noPreload(), tightPage(), oneWord()],
    oxc: { jsx: { runtime: "automatic", importSource: "react" } },
    build:
        mode === "loader"
            ? {
                  ...smallest,
                  outDir: here("../dist"),
                  emptyOutDir: false,
                  target: "es2020",
                  rolldownOptions: {
                      input: here("src/loader/loader.ts"),
                      output: { format: "iife", entryFileNames: "widget.js" },
                  },
              }
            : {
                  ...smallest,
                  outDir: here("../dist/widget"),
                  emptyOutDir: true,
                  target: "es2022",
                  cssTarget: ["chrome123", "firefox120", "safari17.5"],
                  assetsInlineLimit: 0,
                  modulePreload: false,
              },
}));
