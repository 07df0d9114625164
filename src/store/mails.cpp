#include "store/mails.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT id, organization_id, kind, ref_id, recipient, language, zone, created_at, next_at, "
    "attempts, state, reason FROM mails ";
}  // namespace

Mails::Mails(Database& sql)
    : add_(sql,
           "INSERT INTO mails (id, organization_id, kind, ref_id, recipient, language, zone, "
           "created_at, next_at, attempts, state, reason) VALUES (:id, :organization, :kind, :ref, "
           ":to, :language, :zone, :created, :next, :attempts, :state, :reason)"),
      by_id_(sql, std::string{columns} + "WHERE id = :id"),
      due_(sql, std::string{columns} +
                    "WHERE next_at IS NOT NULL AND next_at <= :now ORDER BY next_at, id LIMIT 1"),
      begin_try_(sql,
                 "UPDATE mails SET next_at = :next, attempts = attempts + 1 "
                 "WHERE id = :id AND next_at = :known"),
      save_(sql,
            "UPDATE mails SET next_at = :next, state = :state, reason = :reason "
            "WHERE id = :id"),
      asked_since_(sql,
                   "SELECT created_at FROM mails WHERE kind = :kind AND ref_id = :ref "
                   "AND created_at > :since ORDER BY created_at"),
      waiting_(sql, "SELECT count(*) FROM mails WHERE next_at IS NOT NULL"),
      waiting_since_(sql, std::string{columns} +
                              "WHERE created_at < :before AND next_at IS NOT NULL "
                              "ORDER BY created_at LIMIT :limit"),
      delete_old_(sql, "DELETE FROM mails WHERE created_at < :before AND next_at IS NULL"),
      add_sender_(sql, "INSERT INTO mail_senders (node_id) VALUES (:node) ON CONFLICT DO NOTHING"),
      remove_sender_(sql, "DELETE FROM mail_senders WHERE node_id = :node"),
      is_sender_(sql, "SELECT 1 FROM mail_senders WHERE node_id = :node"),
      has_sender_(sql, "SELECT 1 FROM mail_senders LIMIT 1") {}

void Mails::add(Mail const& it) {
    add_.run(it.id, it.organization, it.kind, it.ref, it.to, it.language, it.zone, it.created_at,
             it.next_at, it.attempts, it.state, it.reason);
}

std::optional<Mail> Mails::find(MailId id) { return by_id_.first(id); }

std::optional<Mail> Mails::due(Instant now) { return due_.first(now); }

bool Mails::begin_try(Mail const& mail, Instant next_at) {
    return begin_try_.run(next_at, mail.id, mail.next_at) == 1;
}

void Mails::save(Mail const& it) { save_.run(it.next_at, it.state, it.reason, it.id); }

std::vector<Instant> Mails::asked_since(MailKind kind, std::int64_t ref, Instant since) {
    return asked_since_.all(kind, ref, since);
}

std::int64_t Mails::waiting() { return waiting_.first().value_or(0); }

std::vector<Mail> Mails::waiting_since(Instant before, std::int64_t limit) {
    return waiting_since_.all(before, limit);
}

void Mails::delete_old(Instant before) { delete_old_.run(before); }

void Mails::add_sender(NodeId node) { add_sender_.run(node); }

void Mails::remove_sender(NodeId node) { remove_sender_.run(node); }

bool Mails::is_sender(NodeId node) { return is_sender_.first(node).has_value(); }

bool Mails::has_sender() { return has_sender_.first().has_value(); }

}  // namespace parley::store
