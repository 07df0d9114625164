// Builds the manager's room, a React app served under /manage from dist/manage, assets hashed; and
// beside it the wallboard, a page of its own that loads nothing of the room.
import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
    root: here("."),
    base: "/manage/",
    publicDir: here("../ui/public"),
    plugins: [react(), lingui({ configPath: here("lingui.config.ts") })],
    build: {
        outDir: here("../dist/manage"),
        emptyOutDir: true,
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rollupOptions: { input: [here("index.html"), here("wallboard/index.html")] },
    },
});
