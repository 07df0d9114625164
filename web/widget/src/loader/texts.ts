// The few words of the launcher; the panel has its own.
export const texts = {
    en: {
        open: "Open chat",
        close: "Close chat",
        one: "1 new message",
        many: "# new messages",
    },
    de: {
        open: "Chat öffnen",
        close: "Chat schließen",
        one: "1 neue Nachricht",
        many: "# neue Nachrichten",
    },
};
