// Answers that are prepared.
#include "api/declare.hpp"
#include "service/canned.hpp"

namespace parley::api {

std::vector<Operation> canned_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    return {
        declare(read, "canned.list", Who::staff, canned_list,
                "Prepared answers: those that the caller may use, or all that are shared."),
        declare(read, "canned.get", Who::staff, canned_get, "One prepared answer."),
        act("canned.create", subjects::canned, canned_create,
            "Prepares an answer: for the caller, for a team or for all."),
        act("canned.update", subjects::canned, canned_update,
            "Changes a prepared answer, unless somebody else has meanwhile."),
        act("canned.delete", subjects::canned, canned_delete, "Deletes a prepared answer."),
        declare(Kind::write, "canned.used", Who::staff, canned_used,
                "Counts that the caller has inserted it: what somebody uses most comes first."),
    };
}

}  // namespace parley::api
