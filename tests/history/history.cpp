#include "history.hpp"

namespace parley::history {

std::string_view kind_word(Kind kind) {
    switch (kind) {
        case Kind::invoke:
            return "invoke";
        case Kind::ok:
            return "ok";
        case Kind::fail:
            return "fail";
        case Kind::unknown:
            return "unknown";
        case Kind::told:
            return "told";
        case Kind::listed:
            return "listed";
        case Kind::stored:
            return "stored";
        case Kind::accepted:
            return "accepted";
        case Kind::owner:
            return "owner";
        case Kind::owner_gone:
            return "owner_gone";
    }
    return "";
}

std::string to_text(History const& history) {
    std::string text;
    for (auto const& record : history) {
        text.append(kind_word(record.kind)).append(" who=").append(record.who);
        text.append(" chat=").append(record.chat);
        if (record.seq != 0) text.append(" seq=").append(std::to_string(record.seq));
        if (!record.message.empty()) text.append(" message=").append(record.message);
        if (!record.id.empty()) text.append(" id=").append(record.id);
        if (!record.author.empty()) text.append(" author=").append(record.author);
        if (!record.person.empty()) text.append(" person=").append(record.person);
        text.push_back('\n');
    }
    return text;
}

}  // namespace parley::history
