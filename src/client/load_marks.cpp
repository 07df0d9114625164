#include "client/load_marks.hpp"

#include <charconv>

#include "client/session.hpp"

namespace parley::client {

namespace {

constexpr std::string_view text_start = "load ";
constexpr std::string_view padding =
    "thank you for waiting, let me look that up for you, it will not take long at all, one moment";

void append_number(std::string& out, std::int64_t number) {
    char digits[24];
    auto const [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end);
}

void append_hex(std::string& out, std::uint64_t number, int digits) {
    for (int i = digits - 1; i >= 0; --i)
        out.push_back("0123456789abcdef"[number >> (4 * i) & 0xF]);
}

template <class Number>
bool take_number(std::string_view& text, Number& number) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

}  // namespace

void append_load_text(std::string& out, LoadMark mark) {
    auto const begin = out.size();
    out.append(text_start).append(mark.from == Side::customer ? "c " : "a ");
    append_number(out, mark.pair);
    out.push_back(' ');
    append_number(out, mark.number);
    out.push_back(' ');
    out.append(padding.substr(0, begin + load_text_bytes - out.size()));
}

std::optional<LoadMark> find_load_text(std::string_view json) {
    constexpr std::string_view start = R"("text":"load )";
    auto const at = json.find(start);
    if (at == std::string_view::npos) return std::nullopt;
    return read_load_text(json.substr(at + start.size() - text_start.size()));
}

std::optional<LoadMark> read_load_text(std::string_view text) {
    if (!text.starts_with(text_start)) return std::nullopt;
    auto rest = text.substr(text_start.size());
    if (rest.size() < 2 || (rest[0] != 'c' && rest[0] != 'a')) return std::nullopt;
    LoadMark mark;
    mark.from = rest[0] == 'c' ? Side::customer : Side::agent;
    rest.remove_prefix(2);
    if (!take_number(rest, mark.pair) || !rest.starts_with(' ')) return std::nullopt;
    rest.remove_prefix(1);
    if (!take_number(rest, mark.number)) return std::nullopt;
    return mark;
}

// 31 bits of number, 16 of pair, 1 of side, and one more that tells these calls from those which a
// session counts by itself: below 2^53, which every JSON reader keeps exact.
std::int64_t id_of(LoadMark mark) {
    return raw_ids_from | static_cast<std::int64_t>(mark.number) << 17 |
           static_cast<std::int64_t>(mark.pair) << 1 | static_cast<std::int64_t>(mark.from);
}

LoadMark mark_of(std::int64_t id) {
    auto const bits = static_cast<std::uint64_t>(id & ~raw_ids_from);
    return {static_cast<Side>(bits & 1), static_cast<std::uint32_t>(bits >> 1 & 0xFFFF),
            static_cast<std::uint32_t>(bits >> 17)};
}

void append_load_uuid(std::string& out, LoadMark mark) {
    append_hex(out, mark.pair, 8);
    out.append(mark.from == Side::customer ? "-000c" : "-000a").append("-4000-8000-");
    append_hex(out, mark.number, 12);
}

void write_post(std::string& out, LoadMark mark, std::string_view chat) {
    out.assign(R"({"jsonrpc":"2.0","id":)");
    append_number(out, id_of(mark));
    out.append(R"(,"method":"message.post","params":{"chat":")").append(chat);
    out.append(R"(","client_id":")");
    append_load_uuid(out, mark);
    out.append(R"(","text":")");
    append_load_text(out, mark);
    out.append(R"("}})");
}

std::optional<std::pair<Told, LoadMark>> detail::read_mark(std::string_view call) {
    constexpr std::string_view id = R"("id":)";
    auto rest = call.substr(call_start.size());
    if (rest.starts_with(id)) {
        rest.remove_prefix(id.size());
        std::int64_t number = 0;
        if (!take_number(rest, number) || number < raw_ids_from) return std::nullopt;
        bool const refused = rest.starts_with(R"(,"error":)");
        return std::pair{refused ? Told::refused : Told::acknowledged, mark_of(number)};
    }
    auto const mark = find_load_text(rest);
    if (!mark) return std::nullopt;
    return std::pair{Told::posted, *mark};
}

}  // namespace parley::client
