// What a script adds to the support centre's pages: buttons that open the chat, times as the reader's
// clock has them, and that who has chatted in this browser is known on their own pages.
for (const button of document.querySelectorAll("[data-chat]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.Parley?.open());
}

const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "medium",
    timeStyle: "short",
});
for (const time of document.querySelectorAll("time[data-local]")) {
    time.textContent = format.format(new Date(time.dateTime));
}

// What the chat keeps in this browser. Where nothing may be kept, nothing is known.
const { organization = "" } = document.querySelector("script[src='/widget.js']").dataset;
const prefix = `parley.${organization}.`;
const stored = (work) => {
    try {
        return work();
    } catch {
        return null;
    }
};
const form = document.querySelector("form[data-customer]");
const token = form && stored(() => localStorage.getItem(`${prefix}token`));
if (token) {
    form.elements.token.value = token;
    form.submit();
}
document.querySelector("form[data-forget]")?.addEventListener("submit", () =>
    stored(() => {
        const kept = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        for (const key of kept) localStorage.removeItem(key);
    }),
);

// Pressed twice, it is sent once.
document.querySelector("form.message")?.addEventListener("submit", (event) => {
    const { dataset } = event.currentTarget;
    if (dataset.sent) event.preventDefault();
    dataset.sent = "1";
});
