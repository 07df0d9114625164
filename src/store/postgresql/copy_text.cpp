#include "store/postgresql/copy_text.hpp"

#include <algorithm>

namespace parley::store::postgresql {

void append_line(std::string& to, Row row) {
    bool first = true;
    for (auto const& field : row) {
        if (!first) to += '\t';
        first = false;
        if (!field) {
            to += "\\N";
            continue;
        }
        auto rest = *field;
        for (;;) {
            auto const special = std::min(rest.find_first_of("\\\t\n\r"), rest.size());
            to += rest.substr(0, special);
            if (special == rest.size()) break;
            auto const c = rest[special];
            to += '\\';
            to += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\';
            rest.remove_prefix(special + 1);
        }
    }
    to += '\n';
}

void split_line(char* line, std::size_t size, std::vector<Field>& fields) {
    fields.clear();
    char const* const end = line + (size > 0 && line[size - 1] == '\n' ? size - 1 : size);
    char const* from = line;
    char* to = line;
    char* start = line;
    bool null = false;
    auto const finish = [&] {
        fields.push_back(
            null ? std::nullopt
                 : Field{std::string_view{start, static_cast<std::size_t>(to - start)}});
        null = false;
        start = to;
    };
    while (from != end) {
        auto const c = *from++;
        if (c == '\t') {
            finish();
            // The next field may be written from here: it never grows past where it is read.
            continue;
        }
        if (c != '\\' || from == end) {
            *to++ = c;
            continue;
        }
        switch (auto const escaped = *from++) {
            case 'N':
                null = true;
                break;
            case 'b':
                *to++ = '\b';
                break;
            case 'f':
                *to++ = '\f';
                break;
            case 'n':
                *to++ = '\n';
                break;
            case 'r':
                *to++ = '\r';
                break;
            case 't':
                *to++ = '\t';
                break;
            case 'v':
                *to++ = '\v';
                break;
            default:
                *to++ = escaped;
        }
    }
    finish();
}

}  // namespace parley::store::postgresql
