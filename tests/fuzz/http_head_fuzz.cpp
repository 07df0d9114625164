// HTTP heads and their targets from a hostile client: no crash; the end of a head is the same
// however it arrives; a path that passes has nothing in it that could leave a folder.

#include <cstdint>
#include <string_view>

#include "base/ensure.hpp"
#include "net/http_head.hpp"
#include "net/target.hpp"

using namespace parley::net;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    auto const end = find_head_end(bytes, 0);
    for (std::size_t arrived = 0; arrived < size; ++arrived) {
        auto const step = find_head_end(bytes.substr(0, arrived + 1), arrived);
        if (step.verdict == HeadEnd::Verdict::incomplete) continue;
        ENSURE(step.verdict == end.verdict && step.bytes == end.bytes);
        break;
    }
    if (end.verdict == HeadEnd::Verdict::found) {
        auto const head = bytes.substr(0, end.bytes);
        if (check_head(head, 100) == HeadFault::none) {
            ENSURE(head.find(" HTTP/1.") < head.find("\r\n"));
            ENSURE(head.find("\r\n ") == std::string_view::npos);
        }
    }
    if (auto const target = read_target(bytes)) {
        ENSURE(target->path.starts_with('/'));
        for (auto const* trick : {"//", "/./", "/../", "\\"}) {
            ENSURE(target->path.find(trick) == std::string::npos);
        }
        ENSURE(!target->path.ends_with("/..") && !target->path.ends_with("/."));
        ENSURE(target->path.find('\0') == std::string::npos);
    }
    return 0;
}
