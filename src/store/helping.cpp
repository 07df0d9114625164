#include "store/helping.hpp"

namespace parley::store {

namespace {
constexpr auto drafts =
    "SELECT organization_id, chat_id, place, from_id, to_id, began_at, changed_at, text, outcome, "
    "settled_at FROM ghost_drafts WHERE chat_id = :chat ";
}  // namespace

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

GhostDrafts::GhostDrafts(Database& sql)
    : last_place_(sql, "SELECT COALESCE(max(place), 0) FROM ghost_drafts WHERE chat_id = :chat"),
      add_(sql,
           "INSERT INTO ghost_drafts (organization_id, chat_id, place, from_id, to_id, began_at, "
           "changed_at, text) VALUES (:organization, :chat, :place, :from, :to, :began, :changed, "
           ":text)"),
      change_(sql,
              "UPDATE ghost_drafts SET text = :text, changed_at = :at WHERE chat_id = :chat "
              "AND place = :place"),
      settle_(sql,
              "UPDATE ghost_drafts SET outcome = :outcome, settled_at = :at, text = '' "
              "WHERE chat_id = :chat AND place = :place"),
      last_(sql, std::string{drafts} + "AND from_id = :from ORDER BY place DESC LIMIT 1"),
      open_in_(sql, std::string{drafts} + "AND settled_at IS NULL ORDER BY place") {}

GhostDraft GhostDrafts::add(GhostDraft it) {
    it.place = last_place_.first(it.chat).value_or(0) + 1;
    add_.run(it.organization, it.chat, it.place, it.from, it.to, it.began_at, it.changed_at,
             it.text);
    return it;
}

void GhostDrafts::change(GhostDraft const& it, std::string const& text, Instant at) {
    change_.run(text, at, it.chat, it.place);
}

void GhostDrafts::settle(GhostDraft const& it, DraftOutcome outcome, Instant at) {
    settle_.run(outcome, at, it.chat, it.place);
}

std::optional<GhostDraft> GhostDrafts::last(ChatId chat, UserId from) {
    return last_.first(chat, from);
}

std::vector<GhostDraft> GhostDrafts::open_in(ChatId chat) { return open_in_.all(chat); }

}  // namespace parley::store
