// Entry of the wallboard: a page for a screen that nobody touches. Its link's fragment is the token;
// ?lang=de and ?theme=light are for who makes the link.
import "@fontsource-variable/inter/wght.css";
import "@parley/ui/tokens.css";
import "@parley/ui/base.css";
import "@parley/ui/console/console.css";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { chooseLanguage } from "@parley/ui";
import { createRoot } from "react-dom/client";
import { speak } from "../i18n.ts";
import { Board } from "./board.tsx";

const wanted = new URLSearchParams(location.search);
const language = wanted.get("lang");
document.documentElement.dataset.theme = wanted.get("theme") === "light" ? "light" : "dark";
await speak(chooseLanguage(language ? [language] : navigator.languages));

createRoot(document.getElementById("root")!).render(
    <I18nProvider i18n={i18n}>
        <Board token={location.hash.slice(1)} />
    </I18nProvider>,
);
