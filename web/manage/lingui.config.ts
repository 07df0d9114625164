// Catalogues are plain JSON (id to ICU message), the same format web/ui and web/widget use.
import { formatter } from "@lingui/format-json";

export default {
    sourceLocale: "en",
    locales: ["en", "de"],
    catalogs: [
        { path: "<rootDir>/src/locales/{locale}", include: ["<rootDir>/src"] },
        { path: "<rootDir>/../ui/src/locales/{locale}", include: ["<rootDir>/../ui/src"] },
        {
            path: "<rootDir>/../ui/src/console/locales/{locale}",
            include: ["<rootDir>/../ui/src/console"],
        },
    ],
    format: formatter({ style: "minimal" }),
};
