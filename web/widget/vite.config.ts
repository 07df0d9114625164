// Builds the widget: the panel served under /widget from dist/widget (assets hashed), and, with
// --mode loader, the
// launcher as one classic script, dist/widget.js.
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Drops the colour tokens that no style of the panel uses, and the theme that only the desk can
 * choose.
 */
function usedTokens(): Plugin {
    return {
        name: "used-tokens",
        enforce: "post",
        generateBundle(_, bundle) {
            for (const asset of Object.values(bundle)) {
                if (asset.type !== "asset" || !asset.fileName.endsWith(".css")) continue;
                const css = String(asset.source).replace(
                    /:root\[data-theme=dark\],:host\(\[data-theme=dark\]\)\{[^}]*\}/,
                    "",
                );
                const used = new Set([...css.matchAll(/var\((--c-[\w-]+)/g)].map((one) => one[1]));
                asset.source = css.replace(/(--c-[\w-]+):#[\da-f]{3,8};?/g, (all, name) =>
                    used.has(name) ? all : "",
                );
            }
        },
    };
}

/** White space between the tags of the page. */
function tightPage(): Plugin {
    return {
        name: "tight-page",
        transformIndexHtml: {
            order: "post",
            handler: (html) => html.replace(/>\s+</g, "><").replace(/ crossorigin(?= )/g, ""),
        },
    };
}

/**
 * The panel imports one thing later, its texts, which brings no styles: nothing is there to
 * preload.
 */
function noPreload(): Plugin {
    const helper = "\0vite/preload-helper.js";
    return {
        name: "no-preload",
        enforce: "pre",
        load: (id) =>
            id === helper ? "export const __vitePreload = (load) => load();" : undefined,
    };
}

/**
 * Terser takes longer than Vite's own minifier and leaves 200 bytes less, which is 1 % of what
 * there is.
 */
const smallest = { minify: "terser", terserOptions: { compress: { passes: 2 } } } as const;

export default defineConfig(({ mode }) => ({
    root: here("."),
    base: "/widget/",
    resolve: {
        alias: {
            "react/jsx-runtime": here("src/render.ts"),
            react: here("src/render.ts"),
        },
    },
    plugins: [usedTokens(), noPreload(), tightPage()],
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
