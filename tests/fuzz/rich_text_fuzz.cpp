// Trees of formatted text from somebody who wants to break what reads, stores or shows them: no
// crash; what is taken has one form, which is read again; its plain text is clean, and whatever
// that becomes, the tree becomes it too. The first half of the input is the tree, what is behind a
// zero byte the other text.

#include <cstdint>
#include <string_view>

#include <boost/json.hpp>

#include "base/ensure.hpp"
#include "base/refusal.hpp"
#include "base/text.hpp"
#include "domain/rich_text.hpp"

using namespace parley;
using namespace parley::domain;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const all{reinterpret_cast<char const*>(data), size};
    auto const text = all.substr(0, all.find('\0'));
    boost::system::error_code broken;
    auto const json = boost::json::parse(text, broken);
    if (broken) return 0;
    RichText tree;
    try {
        tree = read_rich_text(json, "/body");
    } catch (Refused const& no) {
        ENSURE(no.code == Code::invalid && no.path.starts_with("/body"));
        return 0;
    }
    auto const once = canonical(tree);
    ENSURE(canonical(once) == once);
    auto const plain = plain_text(once);
    ENSURE(is_utf8(plain) && clean_part(plain) == plain);
    ENSURE(with_text(once, plain) == once);
    if (!once.blocks.empty()) ENSURE(stored_rich_text(to_json(once)) == once);
    auto const other = all.substr(std::min(all.size(), text.size() + 1));
    if (is_utf8(other)) ENSURE(plain_text(with_text(once, other)) == other);
    return 0;
}
