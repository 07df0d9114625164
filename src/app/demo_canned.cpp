#include "app/demo_canned.hpp"

#include "service/canned.hpp"
#include "service/sessions.hpp"

namespace parley::app {

namespace {

struct Answer {
    char const* code;
    char const* folder_en;
    char const* title_en;
    char const* text_en;
    char const* folder_de;
    char const* title_de;
    char const* text_de;
};

// What stands in braces and is not known, such as the order's number, the agent fills in.
constexpr Answer answers[]{
    {"hello", "Greetings", "Hello",
     "Hello {{customer.first_name|there}}, this is {{agent.first_name}} of {{chat.queue}}. "
     "How can I help you?",
     "Begrüßung", "Hallo",
     "Guten Tag {{customer.name|und willkommen}}, hier ist {{agent.first_name}} von "
     "{{chat.queue}}. "
     "Wie kann ich Ihnen helfen?"},
    {"moment", "Greetings", "One moment",
     "One moment please: I am looking it up and will be right back with you.", "Begrüßung",
     "Einen Moment", "Einen Moment bitte, ich sehe gleich nach und bin sofort wieder bei Ihnen."},
    {"bye", "Greetings", "Goodbye", "Thank you for talking to us, and have a nice day!",
     "Begrüßung", "Verabschiedung", "Vielen Dank für das Gespräch und einen schönen Tag!"},
    {"return", "Orders", "How to return something",
     "Hello {{customer.first_name|there}}, you can return anything within 30 days. The label is in "
     "your parcel: put it on the box and drop it off at any parcel shop.",
     "Bestellungen", "So geht eine Rücksendung",
     "Sie können alles innerhalb von 30 Tagen zurücksenden. Das Etikett liegt im Paket: einfach "
     "aufkleben und in jedem Paketshop abgeben."},
    {"refund", "Orders", "Refund is on its way",
     "I have refunded order {{order.number}}. The money is back on your account in 3 to 5 working "
     "days.",
     "Bestellungen", "Erstattung ist unterwegs",
     "Ich habe Bestellung {{order.number}} erstattet. Das Geld ist in 3 bis 5 Werktagen auf Ihrem "
     "Konto."},
    {"reset", "Account", "Reset the password",
     "To set a new password, choose “Forgot password” at the sign-in. We send the link to "
     "{{customer.email|your address}}.",
     "Konto", "Passwort zurücksetzen",
     "Für ein neues Passwort wählen Sie bei der Anmeldung „Passwort vergessen“. Den Link schicken "
     "wir an {{customer.email|Ihre Adresse}}."},
};

}  // namespace

void add_demo_canned(store::Tx& tx, UserId administrator) {
    using store::CannedLanguage;
    auto const actor = service::staff_actor(tx, tx.people.get(administrator));
    auto const add = [&](char const* code, char const* folder, char const* title, char const* text,
                         CannedLanguage language) {
        service::canned_create(tx, actor,
                               {store::CannedScope::all,
                                {},
                                std::vector<std::string>{folder},
                                code,
                                title,
                                text,
                                language,
                                {}});
    };
    for (auto const& one : answers) {
        add(one.code, one.folder_en, one.title_en, one.text_en, CannedLanguage::en);
        add(one.code, one.folder_de, one.title_de, one.text_de, CannedLanguage::de);
    }
}

}  // namespace parley::app
