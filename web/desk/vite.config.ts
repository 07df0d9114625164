// Builds the agent desk: a React app served under /desk from dist/desk, assets hashed.
import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
    root: here("."),
    base: "/desk/",
    publicDir: here("../ui/public"),
    plugins: [react(), lingui({ configPath: here("lingui.config.ts") })],
    build: {
        outDir: here("../dist/desk"),
        emptyOutDir: true,
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rollupOptions: {
            // What is loaded first is one file: what later parts share with it is not cut out of it,
            // into dozens that compress badly.
            output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
        },
    },
});
