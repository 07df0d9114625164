// What is taken out of texts, as administrators see it.
#include "api/declare.hpp"
#include "api/said_field.hpp"
#include "service/number_formats.hpp"

namespace parley::api {

std::vector<Operation> redaction_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    return {
        declare(read, "redaction.get", Who::staff, redaction_get,
                "The organization's own numbers, which are no card numbers."),
        act("redaction.update", subjects::number_formats, redaction_update,
            "Says which numbers are the organization's own."),
        declare(read, "redaction.try", Who::staff, redaction_try,
                "What would become of a text that is said in a chat; nothing of it is kept."),
    };
}

}  // namespace parley::api
