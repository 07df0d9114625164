// What bubbles hold, once it is loaded: links, and what agents have formatted.

import css from "@parley/ui/rich.css?inline";
import { Body } from "@parley/ui/rich_body.tsx";

// Set by a script, since styles of their own are for what is loaded at first.
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);

export { Body };
