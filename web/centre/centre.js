// What a script adds to the support centre's pages: buttons that open the chat.
for (const button of document.querySelectorAll("[data-chat]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.Parley?.open());
}
