// Files of every kind from somebody who wants to break what reads their text: no crash; what comes
// out is text, in pieces and within limits; and what is told apart is only why it is refused. The
// first byte of the input chooses the kind.

#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "files/file_text.hpp"

using namespace parley;
using namespace parley::files;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const bytes{reinterpret_cast<char const*>(data + 1), size - 1};
    auto const types = domain::file_types();
    auto const& type = types[data[0] % types.size()];
    constexpr ReadingLimits limits{.text_bytes_max = 1 << 20, .unpacked_bytes_max = 1 << 20};
    std::size_t said = 0;
    Reading reading{bytes.size(),
                    [&](std::string_view piece) {
                        ENSURE(!piece.empty() && piece.size() <= piece_bytes_max);
                        ENSURE(is_utf8(piece));
                        said += piece.size();
                    },
                    limits};
    try {
        read_text(bytes, type, reading);
    } catch (Refuse const& refuse) {
        ENSURE(refuse.reason == domain::FileRefusal::type ||
               refuse.reason == domain::FileRefusal::unreadable);
    }
    ENSURE(said <= limits.text_bytes_max);
    return 0;
}
