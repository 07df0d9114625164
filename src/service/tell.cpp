#include "service/tell.hpp"

#include "service/redaction.hpp"
#include "service/system_texts.hpp"

namespace parley::service {

std::vector<UserId> staff_of(store::Tx& tx, store::Chat const& chat) {
    std::vector<UserId> all;
    if (chat.agent) all.push_back(*chat.agent);
    for (auto const& guest : guests_of(tx, chat)) all.push_back(guest.agent);
    auto const watchers = watchers_of(tx, chat);
    all.insert(all.end(), watchers.begin(), watchers.end());
    return all;
}

std::string message_told(store::Message const& message) {
    auto view = message_view(message);
    auto client_id = std::exchange(view.client_id, std::nullopt);
    return to_json(MessageTold{std::move(view), std::move(client_id)});
}

void tell_presence(store::Tx& tx, store::Agent const& agent) {
    auto const label = domain::label(agent.facts());
    // How long agents were in each state is known from when they came into it.
    if (agent.noted != std::string{word(label)} + " " + agent.status + " " + agent.reason) {
        tx.agent_times.add(agent.organization, agent.id,
                           {tx.now(), label, agent.status, agent.reason});
    }
    tell_agent(tx, agent.id, "presence.changed", PresenceChanged{presence_view(agent), agent.id});
}

void tell_setup_changed(store::Tx& tx, OrganizationId organization, SetupPart part) {
    using enum domain::Right;
    bool const few =
        part == SetupPart::users || part == SetupPart::rules || part == SetupPart::redaction;
    bool const canned = part == SetupPart::canned;
    for (auto const& [user, rights] : tx.roles.rights_of_active(organization)) {
        bool const uses_canned = rights.has(chat_canned) || rights.has(canned_manage);
        bool const concerned = part == SetupPart::articles ? rights.has(article_manage)
                               : canned                    ? uses_canned
                                                           : !few;
        if (!concerned && !rights.has(settings_view)) continue;
        tell_agent(tx, user, "setup.changed", SetupChanged{part});
    }
}

void add_system_message(store::Tx& tx, store::Chat& chat, SystemEventType type,
                        std::optional<PersonView> person) {
    chat.seq += 1;
    store::Message const message{
        tx.make_id<MessageId>(),
        chat.organization,
        chat.id,
        chat.seq,
        tx.now(),
        store::AuthorKind::system,
        0,
        {},
        "system-" + std::to_string(chat.seq),
        own_words(system_text(type, person ? person->name : std::string{}, domain::Language::en)),
        to_json(SystemEventView{type, person})};
    tx.messages.add(message);
    tell_message(tx, chat, message);
}

}  // namespace parley::service
