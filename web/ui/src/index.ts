// What the faces share. Styles are imported by path: @parley/ui/tokens.css, base.css, timeline.css.
export { accentColors, contrast, parseHex } from "./accent.ts";
export { type Announcer, createAnnouncer } from "./announcer.ts";
export { Icon, type IconName } from "./icon.tsx";
export { ago, clock, dayName, daysAgo, exact, stopwatch } from "./time.ts";
export { type Row, type TimelineOptions, timelineRows } from "./timeline.ts";
export {
    type RowContext,
    seenKey,
    systemText,
    TimelineRow,
    Typing,
} from "./timeline_row.tsx";
export {
    type Catalogue,
    chooseLanguage,
    type Language,
    type Translate,
    translator,
    type Values,
} from "./translate.ts";
