#include "service/system_texts.hpp"

#include <boost/json.hpp>

namespace parley::service {

namespace {

std::string english(SystemEventType type, std::string const& name) {
    switch (type) {
        case SystemEventType::agent_joined:
            return name + " joined the chat.";
        case SystemEventType::agent_left:
            return name + " left the chat.";
        case SystemEventType::returned_to_queue:
            return "The connection to " + name + " was lost. Somebody else will be with you soon.";
        case SystemEventType::transferred:
            return "Being transferred to " + name + ".";
        case SystemEventType::customer_left:
            return name + " left the chat.";
        case SystemEventType::wait_expired:
            return "Nobody was free in time.";
        case SystemEventType::queue_closed:
            return "We have closed. Nobody can answer now.";
        case SystemEventType::bot_handed_over:
            return name + " hands over to a colleague.";
        case SystemEventType::nobody_there:
            return "Nobody is there right now. You can leave a message.";
        case SystemEventType::transcript_sent:
            return "The conversation was sent to " + name + ".";
        case SystemEventType::transcript_failed:
            return "The conversation could not be sent to " + name + ".";
        case SystemEventType::sharing_started:
            return name + " shows the screen.";
        case SystemEventType::sharing_ended:
            return name.empty() ? "The screen is not shown any more."
                                : name + " has ended the showing of the screen.";
    }
    return {};
}

std::string german(SystemEventType type, std::string const& name) {
    switch (type) {
        case SystemEventType::agent_joined:
            return name + " ist dem Chat beigetreten.";
        case SystemEventType::agent_left:
            return name + " hat den Chat verlassen.";
        case SystemEventType::returned_to_queue:
            return "Die Verbindung zu " + name + " ist abgebrochen. Gleich ist jemand anders da.";
        case SystemEventType::transferred:
            return "Weiter an " + name + ".";
        case SystemEventType::customer_left:
            return name + " hat den Chat verlassen.";
        case SystemEventType::wait_expired:
            return "Es war niemand rechtzeitig frei.";
        case SystemEventType::queue_closed:
            return "Wir haben geschlossen. Gerade kann niemand antworten.";
        case SystemEventType::bot_handed_over:
            return name + " übergibt an eine Kollegin oder einen Kollegen.";
        case SystemEventType::nobody_there:
            return "Gerade ist niemand da. Sie können eine Nachricht hinterlassen.";
        case SystemEventType::transcript_sent:
            return "Der Verlauf wurde an " + name + " gesendet.";
        case SystemEventType::transcript_failed:
            return "Der Verlauf konnte nicht an " + name + " gesendet werden.";
        case SystemEventType::sharing_started:
            return name + " zeigt den Bildschirm.";
        case SystemEventType::sharing_ended:
            return name.empty() ? "Der Bildschirm wird nicht mehr gezeigt."
                                : name + " hat das Zeigen des Bildschirms beendet.";
    }
    return {};
}

}  // namespace

std::string system_text(SystemEventType type, std::string const& name, domain::Language language) {
    return language == domain::Language::de ? german(type, name) : english(type, name);
}

std::string named(std::string const& name, domain::Language language) {
    if (!name.empty()) return name;
    return language == domain::Language::de ? "Kundin oder Kunde" : "Customer";
}

std::string event_text(store::Message const& message, domain::Language language) {
    namespace json = boost::json;
    auto const event = json::parse(*message.event).as_object();
    auto const type = from_word<SystemEventType>(json::value_to<std::string>(event.at("type")));
    if (!type) return message.text;
    auto const* const person = event.if_contains("person");
    if (!person) return system_text(*type, {}, language);
    return system_text(*type, named(json::value_to<std::string>(person->at("name")), language),
                       language);
}

}  // namespace parley::service
