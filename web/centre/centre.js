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

const form = document.querySelector("form[data-customer]");
if (form) {
    const { organization = "" } = document.querySelector("script[src='/widget.js']").dataset;
    let token = null;
    try {
        token = localStorage.getItem(`parley.${organization}.token`);
    } catch {
        // Where nothing may be kept, nothing is known.
    }
    if (token) {
        form.elements.token.value = token;
        form.submit();
    }
}
