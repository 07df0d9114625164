import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const { minify } = createRequire("/tmp/pq/x.js")("terser");
const r = await build({
    configFile: "widget/vite.config.ts",
    logLevel: "error",
    build: { write: false, minify: false },
});
for (const c of r.output)
    if (c.modules) {
        const m = await minify(c.code, { module: true, ecma: 2022, compress: { passes: 2 } });
        console.log(
            c.fileName,
            c.code.length,
            m.code.length,
            gzipSync(m.code, { level: 9 }).length,
        );
        if (c.fileName.includes("index"))
            for (const [k, m] of Object.entries(c.modules)) {
                if (!m.code) continue;
                const x = (await minify(m.code, { module: false, ecma: 2022, toplevel: false }))
                    .code;
                console.log(
                    String(x.length).padStart(7),
                    gzipSync(x, { level: 9 }).length,
                    k.replace(/.*\/web\//, ""),
                );
            }
    }
