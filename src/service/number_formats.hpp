#pragma once
// What administrators see and say of redaction beside its switches: the numbers that the
// organization gives out itself, which are no card numbers, and what the redactor makes of a text.
// Source: redaction 4.2 (8), docs/redaction.md.

#include "domain/redaction/redaction.hpp"
#include "service/operations.hpp"

namespace parley::service {

struct NumberFormatView {
    std::string name;
    std::string pattern;  // RE2, of the whole number, at most 200 bytes
    domain::redaction::Check check;
};
BOOST_DESCRIBE_STRUCT(NumberFormatView, (), (name, pattern, check))

struct RedactionSetup {
    std::vector<NumberFormatView> formats;
    std::int64_t version;  // 0: never changed
};
BOOST_DESCRIBE_STRUCT(RedactionSetup, (), (formats, version))
RedactionSetup redaction_get(Tx& tx, Actor const& actor, Nothing const&);

struct RedactionUpdate {
    std::vector<NumberFormatView> formats;  // all there are to be, at most 32
    std::int64_t version;                   // that the caller has seen
};
BOOST_DESCRIBE_STRUCT(RedactionUpdate, (), (formats, version))
/// Refuses conflict with /version where somebody else has changed them, and invalid with the path
/// of a pattern that cannot be used.
RedactionSetup redaction_update(Tx& tx, Actor const& actor, RedactionUpdate const& p);

/// What is shown of a find: never a digit beyond the last four.
struct FindView {
    domain::redaction::Kind kind;
    std::string rule;    // which has found it: "card:plain", "iban" …
    std::int64_t begin;  // code points of `text`
    std::int64_t end;
    std::optional<std::int64_t> score;  // of a card
    std::optional<domain::redaction::Brand> brand;
    std::optional<std::string> last_four;
};
BOOST_DESCRIBE_STRUCT(FindView, (), (kind, rule, begin, end, score, brand, last_four))
FindView find_view(domain::redaction::Find const& find);

struct RedactionTry {
    Said text;
    std::optional<QueueId> queue;  // whose switches hold; the organization's if left out
};
BOOST_DESCRIBE_STRUCT(RedactionTry, (), (text, queue))
struct RedactionTried {
    domain::Redaction how;  // with `drop` the text would be refused, if anything is found
    domain::redaction::Mode mode;
    std::string text;
    std::vector<FindView> found;
};
BOOST_DESCRIBE_STRUCT(RedactionTried, (), (how, mode, text, found))
/// What would become of this text, said in a chat. Nothing of it is kept.
RedactionTried redaction_try(Tx& tx, Actor const& actor, RedactionTry const& p);

/// The formats as the redactor takes them.
domain::redaction::Formats number_formats(Tx& tx, OrganizationId organization);

}  // namespace parley::service
