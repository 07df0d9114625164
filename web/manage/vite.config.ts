// Builds the manager's room, a React app served under /manage from dist/manage, assets hashed; with
// mode "wallboard" the wallboard beside it, a page of its own that loads nothing of the room.
import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => {
    const wallboard = mode === "wallboard";
    return {
        root: here("."),
        base: "/manage/",
        publicDir: here("../ui/public"),
        plugins: [react(), lingui({ configPath: here("lingui.config.ts") })],
        build: {
            outDir: here("../dist/manage"),
            emptyOutDir: !wallboard,
            target: "es2022",
            assetsInlineLimit: 0,
            modulePreload: { polyfill: false },
            rollupOptions: {
                input: here(wallboard ? "wallboard/index.html" : "index.html"),
                // What is loaded first is one file: what later parts share with it is not cut out
                // of it, into dozens that compress badly.
                output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
            },
        },
    };
});
