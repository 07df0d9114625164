// What is said of files, and nowhere else.
import type { AttachedFile } from "@parley/sdk";

export const texts = {
    en: {
        attach: "Attach files",
        attached: "{name} is attached.",
        list: "Attached files",
        drop: "Drop files here",
        waiting: "waiting",
        checking: "is being checked",
        ready: "ready",
        upload: "Upload of {name}",
        retry: "Try {name} again",
        remove: "Remove {name}",
        dismiss: "Close notice",
        holding: "Sends as soon as everything is uploaded.",
        take_back: "Don’t send yet",
        first: "Not sent yet: first try {name} again, or remove it.",
        open: "Open {name}",
        save: "Download",
        tab: "Open in a new tab",
        close: "Close",
        failed: "That did not work. Please try again.",
        withheld: "This file is not available.",
    },
    de: {
        attach: "Dateien anhängen",
        attached: "{name} ist angehängt.",
        list: "Angehängte Dateien",
        drop: "Dateien hier ablegen",
        waiting: "wartet",
        checking: "wird geprüft",
        ready: "bereit",
        upload: "Hochladen von {name}",
        retry: "{name} erneut versuchen",
        remove: "{name} entfernen",
        dismiss: "Hinweis schließen",
        holding: "Wird gesendet, sobald alles hochgeladen ist.",
        take_back: "Noch nicht senden",
        first: "Noch nicht gesendet: Bitte {name} erneut versuchen oder entfernen.",
        open: "{name} öffnen",
        save: "Herunterladen",
        tab: "In neuem Tab öffnen",
        close: "Schließen",
        failed: "Das hat nicht geklappt. Bitte noch einmal.",
        withheld: "Diese Datei ist nicht verfügbar.",
    },
};

/** The rules, as whole sentences: what was refused before it was sent, and by the server. */
export const rules = {
    en: {
        off: "Files cannot be sent here.",
        extension: "This kind of file is not taken.",
        empty: "The file is empty.",
        size: "The file is larger than {mb} MB.",
        total: "All files together may have at most {mb} MB.",
        count: "At most {most} files go into one message.",
        chat_ended: "The chat has ended.",
        too_many: "Too many files. Please try again later.",
        gone: "The file can no longer be read. Please choose it again.",
        other: "Not uploaded. Please try again.",
    },
    de: {
        off: "Hier können keine Dateien gesendet werden.",
        extension: "Dateien dieser Art werden nicht angenommen.",
        empty: "Die Datei ist leer.",
        size: "Die Datei ist größer als {mb} MB.",
        total: "Alle Dateien zusammen dürfen höchstens {mb} MB haben.",
        count: "Höchstens {most} Dateien passen in eine Nachricht.",
        chat_ended: "Der Chat ist beendet.",
        too_many: "Zu viele Dateien. Bitte versuchen Sie es später.",
        gone: "Die Datei ist nicht mehr lesbar. Bitte wählen Sie sie neu.",
        other: "Nicht hochgeladen. Bitte noch einmal versuchen.",
    },
};

/** What the look into an own file has found. */
export const reasons: Record<"en" | "de", Record<NonNullable<AttachedFile["reason"]>, string>> = {
    en: {
        type: "It is not what its name says and was not sent on.",
        broken: "It is damaged and was not sent on.",
        too_large: "It holds too much to be checked and was not sent on.",
        unreadable: "It could not be checked and was not sent on.",
        infected: "It holds harmful software and was not sent on.",
        personal_data: "It holds a card number or similar and was not sent on.",
    },
    de: {
        type: "Sie ist nicht, was ihr Name sagt, und wurde nicht weitergegeben.",
        broken: "Sie ist beschädigt und wurde nicht weitergegeben.",
        too_large: "Sie enthält zu viel, um geprüft zu werden, und wurde nicht weitergegeben.",
        unreadable: "Sie ließ sich nicht prüfen und wurde nicht weitergegeben.",
        infected: "Sie enthält Schadsoftware und wurde nicht weitergegeben.",
        personal_data:
            "Sie enthält eine Kartennummer oder Ähnliches und wurde nicht weitergegeben.",
    },
};
