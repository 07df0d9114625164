// What is said with a bot, and seldom: lines and ends of the conversation.
export const texts = {
    en: {
        bot: "Bot",
        label: "Answers by the bot",
        person: "Talk to a person",
        solved: "That solved it",
        leave: "Leave a message",
    },
    de: {
        bot: "Bot",
        label: "Antworten des Bots",
        person: "Mit einem Menschen sprechen",
        solved: "Das hat geholfen",
        leave: "Nachricht hinterlassen",
    },
};
export const lines = {
    en: {
        "system.bot_handed_over": "{name} hands over to a colleague",
        "system.nobody_there": "Nobody is there right now. You can leave a message.",
        "system.transcript_sent": "Sent to {name}",
        "system.transcript_failed": "Not sent to {name}",
        "system.sharing_started": "{name} shows the screen",
        "system.sharing_ended": "The screen is shown no more",
        left_message: "Your message has arrived. We will answer by e‑mail.",
        customer_cancelled: "You left the line",
        wait_expired: "Sorry, nobody was free",
        bot_solved: "Glad that helped",
        customer_lost: "Nobody has written for a long time",
    },
    de: {
        "system.bot_handed_over": "{name} gibt an einen Menschen weiter",
        "system.nobody_there": "Gerade ist niemand da. Sie können eine Nachricht hinterlassen.",
        "system.transcript_sent": "Gesendet an {name}",
        "system.transcript_failed": "Nicht gesendet an {name}",
        "system.sharing_started": "{name} zeigt den Bildschirm",
        "system.sharing_ended": "Der Bildschirm wird nicht mehr gezeigt",
        left_message: "Ihre Nachricht ist da. Wir antworten per E-Mail.",
        customer_cancelled: "Sie warten nicht mehr",
        wait_expired: "Es war niemand frei",
        bot_solved: "Schön, dass es geholfen hat",
        customer_lost: "Es wurde lange nichts geschrieben",
    },
};
