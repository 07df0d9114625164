#pragma once
// What decides about the codes of chats in a queue, for who wraps up and for who corrects it later.

#include <vector>

#include "domain/wrap_up.hpp"
#include "store/tx.hpp"

namespace parley::service {

/// What the rules have to know of the lists for chats of a queue, in the same order as their ids.
struct CodeRules {
    std::vector<CodeListId> ids;
    std::vector<domain::ListRule> rules;
};
CodeRules code_rules(store::Tx& tx, OrganizationId organization, QueueId queue);

/// Without codes that were taken out of use after they were chosen: none of them is to be
/// submitted.
std::vector<CodeId> in_use(CodeRules const& lists, std::vector<CodeId> chosen);

}  // namespace parley::service
