#include "store/helping.hpp"

namespace parley::store {

HelpCalls::HelpCalls(Database& sql)
    : of_(sql,
          "SELECT help_wanted_at, help_by, help_text, helper_id FROM chats "
          "WHERE id = :chat AND help_wanted_at IS NOT NULL"),
      open_(sql,
            "SELECT id FROM chats WHERE organization_id = :organization "
            "AND help_wanted_at IS NOT NULL ORDER BY help_wanted_at, id LIMIT :limit"),
      set_(sql,
           "UPDATE chats SET help_wanted_at = :at, help_by = :by, help_text = :text, "
           "helper_id = :helper WHERE id = :chat"),
      end_(sql,
           "UPDATE chats SET help_wanted_at = NULL, help_by = NULL, help_text = '', "
           "helper_id = NULL WHERE id = :chat") {}

std::optional<HelpCall> HelpCalls::of(ChatId chat) { return of_.first(chat); }

std::vector<ChatId> HelpCalls::open(OrganizationId organization, std::int64_t limit) {
    return open_.all(organization, limit);
}

void HelpCalls::set(ChatId chat, HelpCall const& it) {
    set_.run(it.at, it.by, it.text, it.helper, chat);
}

void HelpCalls::end(ChatId chat) { end_.run(chat); }

}  // namespace parley::store
