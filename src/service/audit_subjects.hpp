#pragma once
// What privileged operations are about, and how to see it: so that a row of the audit log says what
// was different after the act, whichever operation it was.

#include <array>
#include <functional>

#include <boost/json.hpp>

#include "service/audit.hpp"

namespace parley::service {

/// A thing as it is now; no fields: there is none, or not for this actor.
struct Seen {
    std::string name;
    boost::json::object fields;
};

/// The kind of thing that an operation changes.
struct Subject {
    std::string_view type;
    /// Which parameter of an operation names it; the second where there is none of the first name.
    std::array<std::string_view, 2> parameters;
    Seen (*look)(Tx& tx, Actor const& actor, AuditTarget const& target);
    /// Whether an act that has made no difference has a row: not what is done every few seconds.
    enum class Rows { always, if_different } rows = Rows::always;
};

namespace subjects {
extern Subject const user, role, team, partition, queue, queue_skills, presence, sign_ins,
    agent_skills, status, skill, chat, chat_draft, chat_routing, hours, rule, order_of_rules, bot,
    code_list, wallboard, report, canned, article, category, order_of_categories, miss, settings,
    number_formats;
}  // namespace subjects

/// Runs a privileged operation and writes what it has changed. `parameters` and the result, which
/// is given back, are JSON; in the parameters secrets are empty already.
std::string audited(Tx& tx, Actor const& actor, std::string_view operation, Subject const& subject,
                    std::string const& parameters, std::function<std::string()> const& run);

/// Writes that an operation was refused. `subject` is null where the operation is an ordinary one.
void audit_refusal(Tx& tx, Actor const& actor, std::string_view operation, Subject const* subject,
                   std::string const& parameters, Code why);

}  // namespace parley::service
