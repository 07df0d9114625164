// Builds everything the server embeds into web/dist: widget.js, widget/, demo/, try/, centre/, desk/, admin/,
// manage/.
import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here("dist"), { recursive: true, force: true });
const widget = { configFile: here("widget/vite.config.ts"), logLevel: "warn" } as const;
await build(widget);
await build({ ...widget, mode: "loader" });
for (const face of ["desk", "admin", "manage"]) {
    await build({ configFile: here(`${face}/vite.config.ts`), logLevel: "warn" });
}
const manage = { configFile: here("manage/vite.config.ts"), logLevel: "warn" } as const;
await build({ ...manage, mode: "wallboard" });
for (const pages of ["demo", "try", "centre"])
    cpSync(here(pages), here(`dist/${pages}`), { recursive: true });
// The server writes the support centre's pages; they look like the faces.
for (const style of ["tokens.css", "rich.css"])
    cpSync(here(`ui/src/${style}`), here(`dist/centre/${style}`));
