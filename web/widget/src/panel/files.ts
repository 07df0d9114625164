// Files of messages: what is attached to the next one, and what is in those that are there. Loaded
// where files may be attached or a message has some, with its texts in both languages.
import css from "./files.css?inline";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);

export { Attached } from "./attached.tsx";
export { note } from "./message_files.tsx";
