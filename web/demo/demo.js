// The pages carry both languages; the address (?lang=de) or the browser chooses. Runs before the body is drawn.
const wanted = [new URLSearchParams(location.search).get("lang"), ...navigator.languages];
const language = wanted.find((one) => /^(en|de)\b/.test(one ?? ""))?.slice(0, 2) ?? "en";
document.documentElement.lang = language;
document.title = document.documentElement.dataset[language] ?? document.title;

addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll(".languages a")) {
        if (link.hreflang === language) link.setAttribute("aria-current", "true");
    }
    for (const link of document.querySelectorAll("a[data-keep]")) link.search = `?lang=${language}`;
});
