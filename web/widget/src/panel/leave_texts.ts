// What only the form for a message says.
export const texts = {
    en: {
        leave: "Leave a message",
        waiting_more: "We will answer by e‑mail. You keep your place in line until you send it.",
        closed_more: "Leave us a message and we will answer by e‑mail.",
        opens: "Open again {day} at {time}",
        today: "today",
        tomorrow: "tomorrow",
        on: "on ",
        message: "Your message",
        send: "Send message",
        check_again: "Check again",
        open_now: "Chat is open now.",
    },
    de: {
        leave: "Nachricht hinterlassen",
        waiting_more: "Wir antworten per E-Mail. Bis Sie absenden, behalten Sie Ihren Platz.",
        closed_more: "Hinterlassen Sie uns eine Nachricht, wir antworten per E-Mail.",
        opens: "Wieder geöffnet {day} um {time} Uhr",
        today: "heute",
        tomorrow: "morgen",
        on: "am ",
        message: "Ihre Nachricht",
        send: "Nachricht senden",
        check_again: "Erneut prüfen",
        open_now: "Der Chat ist jetzt geöffnet.",
    },
};
