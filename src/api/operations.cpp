#include "api/operations.hpp"

#include <map>

#include "api/declare.hpp"

namespace parley::api {

std::span<Operation const> operations() {
    static auto const all = [] {
        std::vector<Operation> table;
        for (auto part :
             {chat_operations(), taking_part_operations(), work_operations(), people_operations(),
              setup_operations(), manage_operations(), report_operations(), canned_operations(),
              article_operations(), redaction_operations()})
            table.insert(table.end(), part.begin(), part.end());
        return table;
    }();
    return all;
}

Operation const* find_operation(std::string_view name) {
    static auto const by_name = [] {
        std::map<std::string_view, Operation const*> index;
        for (auto const& operation : operations()) index[operation.name] = &operation;
        return index;
    }();
    auto const found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
}

void check_caller(Operation const& operation, service::Actor const& actor) {
    using ActorKind = service::Actor::Kind;
    // A wallboard's token lies about in an address: with it one may watch, and nothing else. The
    // heartbeat tells the time.
    if (actor.kind == ActorKind::wallboard) {
        if (operation.who == Who::watcher || operation.name == "session.sync") return;
        throw Refused{Code::forbidden};
    }
    if (operation.who == Who::anyone) return;
    if (actor.kind == ActorKind::anonymous) throw Refused{Code::unauthenticated};
    bool const for_staff = operation.who == Who::staff || operation.who == Who::watcher;
    bool const fits =
        operation.who == Who::signed_in || for_staff == (actor.kind == ActorKind::staff);
    if (!fits) throw Refused{Code::forbidden};
}

}  // namespace parley::api
